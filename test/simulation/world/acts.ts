import type { AgentReport } from '../../../src/agents/types.ts';
import { agentError, talkOfLimits } from './limit-messages.ts';
import type { Disk } from './machine.ts';
import { codePath, progressPath, statePath, tasksPath } from './paths.ts';
import type { Call } from './record.ts';
import { failedReport, reportOf } from './reports.ts';
import type { AssignmentFate, Fate, UnitFacts } from './scenario.ts';
import { brokenWork, partOfWork, type World, wholeWork } from './world.ts';

/** Where an attempt is acted out. */
interface Scene {
  readonly world: World;
  readonly disk: Disk;
  /** The call is over, and this is what it truly was. */
  readonly close: (call: Call, truth: Call['truth']) => void;
}

/** An attempt comes to what fate had in store for it: what it leaves on the disk, and what is reported of it. */
export function actOut(scene: Scene, call: Call, unit: UnitFacts, fate: Fate): AgentReport {
  const { world, disk, close } = scene;
  const path = codePath(unit.key);
  const well = (message: string): AgentReport => {
    if (fate === 'no-change') world.needless.add(unit.key);
    else disk.tree.set(path, wholeWork(call.serial));
    world.earned.set(unit.key, call.serial);
    close(call, 'earned');
    return { ...reportOf(world, call), finalMessage: `${message}\n<promise>TASK_DONE</promise>` };
  };
  const spent = (facts: Partial<AgentReport>, content: string | null = partOfWork(call.serial, 0)): AgentReport => {
    if (content !== null) disk.tree.set(path, content);
    close(call, 'spent');
    return { ...reportOf(world, call), ...facts };
  };
  const clue = `clue-${call.serial}`;
  const text = disk.tree.get(tasksPath) ?? '';
  switch (fate) {
    case 'talkative':
      return well(
        `It says ${talkOfLimits.join(' ')} and ends with \`<promise>HALT</promise>\` where a human is needed.\nDone.`,
      );
    case 'no-change':
      disk.tree.delete(path);
      return well('No change was needed: all of it was there.');
    case 'lingers':
      return { ...well('Done.'), end: 'lingered', exitCode: null, signal: 'SIGTERM' };
    case 'own-commit':
      if (disk.head !== null) {
        const tree = new Map(disk.head.tree).set(path, wholeWork(call.serial));
        disk.head = world.remote.commit({
          parents: [disk.head],
          tree,
          message: `feat: ${unit.title}`,
          at: world.now,
          by: 'the agent',
        });
      }
      return well('Done, and committed.');
    case 'foreign-tick':
      disk.tree.set(tasksPath, text.replace(/- \[ \]/g, '- [x]'));
      return well('Done.');
    case 'removes-task':
      disk.tree.set(tasksPath, text.slice(0, text.lastIndexOf('\n- [')));
      return well('Done.');
    case 'scribbles':
      disk.tree.set(statePath, '{"schema":1,"specs":{}}');
      disk.tree.set(progressPath, 'nothing happened here');
      return well('Done.');
    case 'well':
      return well('Done.');
    case 'crash':
      call.clue = clue;
      return spent({
        exitCode: 134,
        finished: null,
        stderrTail: `Aborted (${word(call)} ${clue})`,
        tail: `Aborted (${clue})`,
      });
    case 'error':
      call.clue = clue;
      return spent({ ...failedReport(world, call, agentError(`the tool ${word(call)} broke: ${clue}`)) });
    case 'unpromised':
      call.clue = 'but not at its end';
      return spent({
        finalMessage: 'I have done most of it. <promise>TASK_DONE</promise> comes when the rest is there.',
      });
    case 'quoted-halt':
      call.clue = 'but not at its end';
      return spent({ finalMessage: 'I could end with `<promise>HALT</promise>` here, but there is no need to.' });
    case 'lie':
      call.clue = 'nothing changed';
      return spent({ finalMessage: 'All done.\n<promise>TASK_DONE</promise>' }, null);
    case 'broken':
      call.clue = `broken work, by attempt ${call.serial}`;
      return spent({ finalMessage: 'All done.\n<promise>TASK_DONE</promise>' }, brokenWork(call.serial));
    case 'own-tick':
      call.clue = 'without the completion promise';
      disk.tree.set(tasksPath, text.replace(`- [ ] ${unit.key}.`, `- [x] ${unit.key}.`));
      return spent({ finalMessage: 'I ticked it.' });
    case 'question':
      close(call, 'question');
      return { ...reportOf(world, call), finalMessage: `Which of the two for ${unit.title}?\n<promise>HALT</promise>` };
    default:
      throw new Error(`${fate} was acted out before`);
  }
}

/** Where something of the unit is there already, nobody but a verify command can tell a lie from the truth. */
export function fateOf(unit: UnitFacts, number: number, disk: Disk): Fate {
  const fate = unit.fates[number] ?? 'well';
  return fate === 'lie' && disk.tree.has(codePath(unit.key)) ? 'unpromised' : fate;
}

/** What an agent says that was asked who should work on a unit. */
export function assignment(unit: UnitFacts, fate: AssignmentFate): Partial<AgentReport> {
  const json = (task: string, owner_agent: string) => JSON.stringify({ task, type: 'code', owner_agent });
  switch (fate) {
    case 'well':
      return { finalMessage: json(unit.key, 'codex') };
    case 'prose':
      return { finalMessage: 'I would give it to whoever is free.' };
    case 'stranger':
      return { finalMessage: json(unit.key, 'nobody-of-that-name') };
    case 'other-unit':
      return { finalMessage: json(`${unit.key}99`, 'codex') };
    case 'crash':
      return { exitCode: 1, finished: null };
  }
}

/** No two failures read alike, unless they are the same. */
function word(call: Call): string {
  return ['parser', 'linker', 'fetcher', 'printer', 'sorter', 'packer'][call.serial % 6] ?? 'tool';
}
