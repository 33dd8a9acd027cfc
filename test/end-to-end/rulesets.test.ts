import { expect, test } from '@jest/globals';
import { BRANCH, type StageOptions, staged } from './stage.ts';

/** A ruleset that refuses what fits, in GitHub's words. */
interface Ruleset {
  readonly rule: string;
  /** Command of a shell that succeeds where the rule is broken; `$ref`, `$old`, `$new`. */
  readonly broken: string;
  /** What to do, in the issue. */
  readonly remedy: RegExp;
  /** The agent had worked when it showed. */
  readonly paid?: true;
  /** What the remedy comes to; without it the rule is changed. */
  readonly with?: Readonly<Record<string, string>>;
  readonly units?: StageOptions['units'];
}

const onWorkBranch = 'case "$ref" in refs/heads/sequential/*) true ;; *) false ;; esac';
const messages = 'git log --format=%s "$new" --not --all';

const rulesets: readonly Ruleset[] = [
  {
    rule: 'Cannot create ref due to creations being restricted.',
    broken: onWorkBranch,
    remedy: /A rule restricts who can create or change this branch\. Use a `work-branch` that/,
    with: { 'work-branch': 'night' },
  },
  {
    rule: 'Changes must be made through a pull request.',
    broken: onWorkBranch,
    remedy: /through pull requests only\. Use a `work-branch` that the rule does not cover/,
    with: { 'work-branch': 'night' },
  },
  {
    rule: 'Required status check "build" is expected.',
    broken: onWorkBranch,
    remedy: /A rule requires checks before anything is pushed to this branch/,
  },
  {
    rule: 'Branch name must match a given regex pattern: ^feature/',
    broken: 'case "$ref" in refs/heads/feature/*|refs/sequential/*) false ;; esac',
    remedy: /A rule restricts the names of branches/,
    with: { 'work-branch': 'feature/night' },
  },
  {
    rule: 'Commit message must match a given regex pattern: ^[A-Z]+-[0-9]+ ',
    broken: `case "$ref" in refs/heads/*) ${messages} | grep -qv '^DEMO-[0-9]' ;; *) false ;; esac`,
    remedy: /A rule restricts the messages of commits\. Set `commit-message` to a template that it allows/,
    paid: true,
    with: { 'commit-message': 'DEMO-1 {type}({spec}): {title}' },
  },
  {
    rule: "Commit author's email must match a given regex pattern: @example\\.com$",
    broken:
      'case "$ref" in refs/heads/*) git log --format=%ae "$new" --not --all | grep -qv "@example.com$" ;; *) false ;; esac',
    remedy: /A rule restricts who commits\. Set `commit-author`/,
    paid: true,
    with: { 'commit-author': 'Night <night@example.com>' },
  },
  {
    rule: 'File path matches a restricted pattern: *.jar',
    broken: 'git log --name-only --format= "$new" --not --all | grep -q "[.]jar$"',
    remedy: /A rule forbids some files/,
    paid: true,
    units: { 1: { attempts: [[{ write: 'lib.jar', text: 'x\n' }]], answered: [{ write: 'lib.txt', text: 'x\n' }] } },
  },
];

test.concurrent.each(rulesets)('a ruleset: $rule', (ruleset) =>
  staged({ tasks: '- [ ] 1. Build the parser\n', units: ruleset.units ?? {} }, async (stage) => {
    const hook = [
      'while read old new ref; do',
      `  if ${ruleset.broken}; then`,
      '    echo "error: GH013: Repository rule violations found for $ref." >&2',
      `    cat >&2 <<'RULE'\n- ${ruleset.rule}\nRULE`,
      '    exit 1',
      '  fi',
      'done',
    ];
    stage.git.hook('octo/demo', hook.join('\n'));
    const refused = await stage.job();
    expect([refused.code, refused.outputs.status]).toEqual([1, 'halted']);
    const body = stage.github.world.issues.get(stage.halt)?.body ?? '';
    expect(body).toMatch(ruleset.remedy);
    // Its first words: the rest may be a pattern, which is escaped there.
    expect(body).toContain(ruleset.rule.slice(0, 20));
    expect(refused.log.includes('→ 1')).toBe(ruleset.paid === true);
    expect(stage.file('.kiro/specs/SEQUENTIAL_STATE.json', BRANCH)).toBe(null);

    if (ruleset.with === undefined && ruleset.units === undefined) stage.git.hook('octo/demo', '');
    const order = ruleset.with === undefined ? {} : { with: ruleset.with };
    const resumed = await stage.say('maintainer', '/resume It is as you say.', stage.halt, order);
    expect([resumed.code, resumed.outputs.status]).toEqual([0, 'complete']);
  })(),
);
