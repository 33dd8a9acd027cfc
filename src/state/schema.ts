import { z } from 'zod';
import { historySchema } from '../throttle/history-schema.ts';

/**
 * The state file, `SEQUENTIAL_STATE.json` beside the spec folders. Unknown keys are kept everywhere (loose objects),
 * so that an older program does not lose what a newer one wrote. Times are ISO 8601 in UTC.
 */
const time = z.iso.datetime();
const count = z.number().int().nonnegative();
const amount = z.number().nonnegative();

export const assignmentSchema = z.looseObject({
  type: z.enum(['code', 'ui', 'review']),
  owner_agent: z.string().min(1),
  source: z.string(),
});

/** One dispatch unit's past. Attempts are folded into sums; only the last failure is kept as text. */
export const unitSchema = z.looseObject({
  status: z.enum(['in-progress', 'completed', 'failed', 'halted', 'skipped']),
  /** Tells a renumbered task from the one that was done. */
  title: z.string().optional(),
  attempts: count,
  /** Attempts in a row that changed nothing, and the fingerprint of the last error with its run length. */
  idle: count.optional(),
  fingerprint: z.looseObject({ text: z.string(), times: count }).nullable().optional(),
  backend: z.string().nullable().optional(),
  /** The working tree holds something of it already: of an attempt that a limit cut off, or that was not accepted. */
  touched: z.boolean().optional(),
  /** Session ids by backend, to go on with. */
  sessions: z.record(z.string(), z.string()).optional(),
  /** Number of the attempt that last used a session: a limit may interrupt it, and it goes on in the same one. */
  session_attempt: count.optional(),
  /** Tokens recorded so far of the session kept, for agents that count a session as a whole. */
  session_tokens: z.looseObject({ in: count, cached: count, out: count }).nullable().optional(),
  duration_s: amount.optional(),
  tokens: count.optional(),
  cost_usd: amount.optional(),
  /** Of a backend whose vendor counts in these. */
  credits: amount.optional(),
  cost_estimated: z.boolean().optional(),
  last_failure: z.string().nullable().optional(),
  /** What each failed attempt since the last answer came to, a line each, newest last, at most ten. */
  tried: z.array(z.string()).optional(),
  /** Commit or tree that the unit began from, where a reviewer compares with it. */
  base: z.string().optional(),
  /** Calls of the reviewer, how many problems it had fixed, and its advice, a line each. */
  review: z.looseObject({ backend: z.string(), calls: count, caught: count, advice: z.array(z.string()) }).optional(),
  /** What its change says against it, a line each. */
  evidence: z.array(z.string()).optional(),
  /** The same, of work that passed all but its review: the next run has it reviewed, and not done again. */
  unreviewed: z.string().nullable().optional(),
  /** Report of the agent when it said done, shortened. */
  summary: z.string().optional(),
  commit: z.string().nullable().optional(),
  started_at: time.optional(),
  completed_at: time.optional(),
});

export const answerSchema = z.looseObject({
  text: z.string(),
  author: z.string().nullable(),
  url: z.string().nullable(),
  at: time,
});

/** What the agent of a unit wanted the next ones to know; `name` is the unit's, as people read it. */
export const noteSchema = z.looseObject({ task: z.string(), name: z.string(), text: z.string(), at: time });

export const haltSchema = z.looseObject({
  /** Names this one stop for ever: the hidden marker carries it, and it is consumed once. */
  id: z.string().min(1),
  task: z.string().nullable(),
  title: z.string(),
  line: count,
  at: time,
  /** Who stopped: the agent's question, used-up attempts, a refusal (login, billing), the breaker, a merge conflict. */
  cause: z.enum(['question', 'attempts', 'refused', 'breaker', 'conflict']),
  question: z.string(),
  tried: z.array(z.string()),
  tail: z.string(),
  issue: count.nullable(),
  url: z.string().nullable(),
});

/** What an agent that read the whole spec wants to know. */
export const openQuestionSchema = z.looseObject({
  number: count,
  text: z.string(),
  /** Whom it concerns, with the titles that they had; the key `*` stands for every unit. */
  units: z.array(z.looseObject({ key: z.string(), title: z.string() })),
  /** `a` is the first. */
  choices: z.array(z.string()),
  /** What holds as long as nobody answers. */
  assumption: z.string(),
  /** The last answer; `text` holds the choice's own words. */
  answer: answerSchema.nullable(),
  /** What held before it, and until when; oldest first. */
  held: z.array(z.looseObject({ text: z.string(), until: time })).optional(),
});

/** What was asked in one batch; an empty list: there was nothing to ask. */
export const openQuestionsSchema = z.looseObject({
  /** The hidden marker carries it. */
  id: z.string().min(1),
  at: time,
  list: z.array(openQuestionSchema),
  issue: count.nullable(),
  url: z.string().nullable(),
  /** Id of the last comment in its issue that was read; 0: none was. */
  read: count,
});

export const pausedSchema = z.looseObject({
  at: time,
  /** null: when a person acts. */
  resume_after: time.nullable(),
  reason: z.string(),
  why: z.string(),
  /** It starts the next run itself. */
  continues: z.literal(true).optional(),
});

/** A stretch of minutes or hours in which a run waited. */
export const waitSchema = z.looseObject({ since: time, until: time, reason: z.string() });

/** What a run waits for at present, for who looks from outside; the throttle decides anew after a restart. */
export const waitingSchema = z.looseObject({ since: time, until: time, reason: z.string(), why: z.string() });

export const totalsSchema = z.looseObject({
  calls: count,
  tokens_in: count,
  tokens_cached: count,
  tokens_out: count,
  cost_usd: amount,
  cost_estimated: z.boolean(),
  credits: amount.optional(),
  agent_s: amount,
  /** What reviewers found: problems that had to be fixed, and advice. */
  review_caught: count.optional(),
  review_advice: count.optional(),
  /** Seconds waited, by reason. */
  waiting_s: z.record(z.string(), amount),
});

const range = z.looseObject({ low: amount, likely: amount, high: amount });

/** What was foretold of the night at its start; for its end, which says how far that was off. */
export const forecastSchema = z.looseObject({
  at: time,
  /** The morning. */
  until: time,
  /** Done by the morning. */
  units: range,
  /** Used by then, or until all was done: tokens and USD in all before it, and what was to come. */
  tokens_before: count,
  tokens: range,
  cost_before_usd: amount,
  cost_usd: range.nullable(),
  /** Hours from `at` until all is done; null: not within the weeks that were looked at. */
  hours: z.looseObject({ low: amount.nullable(), likely: amount.nullable(), high: amount.nullable() }),
});

export const specStateSchema = z.looseObject({
  started_at: time,
  completed: z.array(z.string()),
  completed_at: time.nullable(),
  halted: z.boolean(),
  halted_at: time.nullable(),
  halted_task: z.string().nullable(),
  assignments: z.record(z.string(), assignmentSchema),
  units: z.record(z.string(), unitSchema),
  halt: haltSchema.nullable(),
  /**
   * The attempt that runs, with what its end will be held to: keys of boxes that were ticked by hand, number of tasks,
   * keys of units whose tests may fail.
   */
  under_way: z
    .looseObject({ task: z.string(), ticked: z.array(z.string()), tasks: count, red: z.array(z.string()).optional() })
    .nullable()
    .optional(),
  /** What the verify command came to after the unit that was done last. */
  verified: z
    .looseObject({
      ok: z.boolean(),
      tests: z.looseObject({ passed: count, failed: count }).nullable(),
      /** It was red before the first unit, and has been since: no unit is to blame. */
      inherited: z.boolean().optional(),
      /** Its exit code, and the tests that failed by name, where they are known. */
      exit: z.number().nullable().optional(),
      failing: z.array(z.string()).optional(),
    })
    .nullable()
    .optional(),
  /** The unit (`*`: the run's end) whose checkpoint is being made: in it, and after a run that did not see its end. */
  keeping: z.string().nullable().optional(),
  /** Answers of humans by unit key, newest last. */
  answers: z.record(z.string(), z.array(answerSchema)).optional(),
  /** What was asked before the first unit; null or left out: nobody was asked yet. */
  questions: openQuestionsSchema.nullable().optional(),
  /** Newest first, 4 KB at most. */
  notes: z.array(noteSchema).optional(),
  /** Halts that were answered while their unit is not done yet: their issues are closed with it. */
  settling: z.array(haltSchema).optional(),
  /** Ids of halts that were answered: each is consumed once. */
  consumed: z.array(z.string()).optional(),
  paused: pausedSchema.nullable(),
  waiting: waitingSchema.nullable().optional(),
  /** The last long ones, oldest first. */
  waits: z.array(waitSchema).optional(),
  totals: totalsSchema.optional(),
  forecast: forecastSchema.nullable().optional(),
  /** Number of runs in a row that were started by the run before. */
  chain: count.optional(),
  run: z.looseObject({ id: z.string(), heartbeat: time }).nullable(),
  /** What its folder was called before a person renamed it, newest last: its transcripts and commits bear these names. */
  former_names: z.array(z.string()).optional(),
  /** How the command line's last run was set; read by `resume` alone, which believes nothing of it unchecked. */
  settings: z.unknown().optional(),
});

/** The number of this schema: a file with a greater one was written by a newer version of this program. */
export const STATE_VERSION = 1;

export const stateFileSchema = z.looseObject({
  /** As `version`; older programs know only this one. */
  schema: z.literal(STATE_VERSION),
  version: z.literal(STATE_VERSION).optional(),
  specs: z.record(z.string(), specStateSchema),
  throttle: historySchema.optional(),
});
