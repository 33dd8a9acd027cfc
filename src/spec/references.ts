/** What a line says that its task depends on: one piece for each thing named, as written. */
const WORDS = [
  'depends on',
  'depends',
  'depend on',
  'dependent on',
  'dependencies',
  'dependency',
  'task dependencies',
  'blocked by',
  '依赖',
  '依赖项',
  '依赖任务',
  '依赖关系',
  '前置依赖',
  '前置任务',
  '依賴',
  '依存',
  '依存関係',
  '依存タスク',
  '의존성',
  '의존',
  '선행 작업',
  'зависит от',
  'зависимости',
  'depende de',
  'dependencias',
  'dependências',
  'dépend de',
  'dépendances',
  'bergantung pada',
  'ketergantungan',
  'phụ thuộc',
  'phụ thuộc vào',
  'يعتمد على',
  'التبعيات',
];
const NOTHING =
  /^(?:none|nothing|no|n\/a|na|nil|null|なし|無し|无|無|没有|нет|없음|ninguna|ninguno|nenhuma|aucune|aucun|không|tidak ada|لا يوجد|[-–—])(?=$|[\s.,:;()–—-])/iu;
const STARTS = new RegExp(`^(?:${WORDS.join('|')})[ \\t]{0,3}[:：]`, 'iu');
const INLINE = new RegExp(`_(?:${WORDS.join('|')})[ \\t]{0,3}[:：]([^_]*)_`, 'iu');
const IN_TITLE =
  /[([（](?:depends on|depend on|dependent on|blocked by|依赖|依存)[ \t]{0,3}[:：]?([^()[\]（）]*)[)\]）]/iu;
/** Cheap test, so that most lines cost nothing more. */
const HINT = /depend|blocked|依|前置|의존|선행|завис|dépend|bergantung|ketergantungan|phụ|يعتمد|التبعيات/iu;

/** `_Depends: 1.1, 2_`, `**Dependencies:** Task 1`, `- Depends on: 3.1`; null: the line speaks of no dependency. */
export function namedInLine(line: string): string[] | null {
  if (!HINT.test(line)) return null;
  const plain = line.replaceAll('*', '').replace(/^[\s>]*(?:[-+]\s+)?/, '');
  const whole = plain.replace(/^_{1,2}/, '');
  const start = STARTS.exec(whole);
  if (start !== null) {
    const value = whole.slice(start[0].length);
    const closed = plain.startsWith('_') ? /_(?=\s|$)/.exec(value) : null;
    return pieces(closed === null ? value : value.slice(0, closed.index));
  }
  const inline = INLINE.exec(plain);
  return inline === null ? null : pieces(inline[1] ?? '');
}

/** `T014 Write the service (depends on T012, T013)`. */
export function namedInTitle(title: string): string[] | null {
  const match = HINT.test(title) ? IN_TITLE.exec(title) : null;
  return match === null ? null : pieces(match[1] ?? '');
}

function pieces(value: string): string[] {
  const text = withoutBrackets(value).trim();
  if (text === '' || NOTHING.test(text)) return [];
  return text
    .split(/[,，、;；]| (?:and|und|y|e|et|и|dan|và|or) |[&和及与と]/u)
    .map(bare)
    .filter((piece) => piece !== '' && !NOTHING.test(piece));
}

function withoutBrackets(text: string): string {
  let depth = 0;
  let kept = '';
  for (const character of text) {
    if ('([（'.includes(character)) depth++;
    else if (')]）'.includes(character)) depth = Math.max(0, depth - 1);
    else if (depth === 0) kept += character;
  }
  return kept;
}

/** Without the word Task, quotes and punctuation around. */
function bare(piece: string): string {
  const trimmed = piece
    .trim()
    .replace(/^["'`#_]{1,3}/, '')
    .replace(/^(?:and|tasks?|任务|任務|タスク|작업|задач[аи]|tareas?|tarefas?|tâches?|tugas)\s*(?=[\d#A-Z])/iu, '')
    .replace(/^(?:tasks?\s+)?#/i, '');
  let end = trimmed.length;
  while (end > 0 && '"\'`_.。 '.includes(trimmed[end - 1] ?? '')) end--;
  return trimmed.slice(0, end);
}
