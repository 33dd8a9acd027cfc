import { join } from 'node:path';
import { backends, keyNames } from '../../../agents/index.ts';
import { loadPrices } from '../../../inputs/price-file.ts';
import type { Inputs } from '../../../inputs/types.ts';
import { homeFolder } from '../../../machine-user.ts';
import { usedBackends } from '../../../plan/assignment/owner-backends.ts';
import { createColours } from '../../../report/text/colour.ts';
import { secretValues } from '../../../secrets/agent-environment.ts';
import { createTerminal } from '../../../terminal/create-terminal.ts';
import type { Isolation } from '../../../terminal/isolation/isolation.ts';
import { inOneLine } from '../../reading/config-trust.ts';
import type { ConfiguredInputs } from '../../reading/read-config.ts';
import { openIsolation, probesIn } from '../../spec-run/open-isolation.ts';
import { usableLogFolder } from '../../surroundings/log-folder.ts';
import { type CommandContext, logFolder, wantsColour } from '../command-context.ts';
import type { DoctorReport } from './doctor-report.ts';
import { doctorJson, doctorText } from './doctor-text.ts';
import { runDoctor } from './examine.ts';
import { examineApp } from './examine-app.ts';
import { examineIsolation } from './examine-isolation.ts';
import { examineSigning } from './examine-signing.ts';
import { examineWork } from './examine-work.ts';

/** Whether this machine can carry a spec out, before a night depends on it; 64 if the chosen agents cannot run. */
export async function doctor(
  { inputs, refusal }: ConfiguredInputs,
  probe: boolean,
  context: CommandContext,
): Promise<number> {
  const { env, stdout, stderr } = context;
  await loadPrices(inputs.throttle.prices);
  const notice = (text: string) => void stderr.write(`${text}\n`);
  // What stands in the way is said among the problems.
  const problem = refusal === null ? null : inOneLine(refusal);
  inputs.warnings.filter((warning) => warning !== problem).forEach(notice);
  const isolation = openIsolation(inputs, {
    ...{ env, workdir: inputs.workdir, dist: context.dist, log: { emit() {} } },
    logDir: logFolder(context, 'doctor', 'doctor'),
  });
  try {
    const report = await examine(inputs, probe, context, { isolation, problem });
    stdout.write(inputs.json ? doctorJson(report) : doctorText(report, createColours(wantsColour(context))));
    return report.problems.length === 0 ? 0 : 64;
  } finally {
    await isolation?.close();
  }
}

async function examine(
  inputs: Inputs,
  probe: boolean,
  context: CommandContext,
  { isolation, problem }: { readonly isolation: Isolation | undefined; readonly problem: string | null },
): Promise<DoctorReport> {
  const { env, stderr } = context;
  const notice = (text: string) => void stderr.write(`${text}\n`);
  const { required } = usedBackends(inputs.agents, inputs.throttle.fallbackBackends, backends);
  return runDoctor(backends, {
    env,
    home: homeFolder(env),
    install: inputs.agents.installAgents,
    versions: inputs.agents.agentVersions,
    agentArgs: inputs.agents.agentArgs,
    agentEnv: inputs.agents.agentEnv,
    log: notice,
    platform: process.platform,
    execPath: process.execPath,
    stop: context.stop,
    chosen: required,
    model: inputs.agents.model,
    workdir: inputs.workdir,
    tmux: inputs.terminal.tmux,
    git: inputs.repository.checkpoint !== 'off',
    workProblems: [...(problem === null ? [] : [problem]), ...(await examineWork(inputs, required, context))],
    app: await examineApp(inputs, context),
    isolation: await examineIsolation(inputs, isolation),
    startProbe: probesIn(isolation),
    signingProblem: await examineSigning(inputs, context),
    probe: probe
      ? (paths) =>
          createTerminal({
            mode: 'off',
            session: null,
            spec: 'doctor',
            runId: `doctor-${process.pid}`,
            node: process.execPath,
            paneScript: join(context.dist, 'pane.js'),
            env,
            logDir: usableLogFolder(logFolder(context, 'doctor', `${process.pid}`), env, notice),
            secrets: secretValues(env, keyNames()),
            program: (backend) => paths.get(backend) ?? backend,
            isolation,
            notice,
          })
      : null,
  });
}
