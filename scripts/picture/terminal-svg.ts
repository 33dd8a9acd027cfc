const CELL = { width: 8.4, height: 20 };
const EDGE = 20;
const BAR = 28;
const INK = '#d8dee9';
const FONT = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace";

/** What a terminal's sequences (ECMA-48, SGR) do to the look of what follows. */
const LOOKS: Readonly<Record<string, Partial<Look>>> = {
  '1': { bold: true },
  '2': { dim: true },
  '22': { bold: false, dim: false },
  '31': { colour: '#ff7b72' },
  '32': { colour: '#7ee787' },
  '33': { colour: '#e3b341' },
  '39': { colour: INK },
};

interface Look {
  readonly colour: string;
  readonly bold: boolean;
  readonly dim: boolean;
}

/** A character, and how it looks. */
interface Cell {
  readonly character: string;
  readonly look: Look;
}

/** What a terminal of so many columns shows. Each word stands where its column is, whatever font there is. */
export function terminalSvg(lines: readonly string[], columns: number, title: string): string {
  const rows = lines.flatMap((line) => folded(cells(line), columns));
  const width = Math.ceil(columns * CELL.width + 2 * EDGE);
  const height = rows.length * CELL.height + BAR + EDGE;
  const dots = ['#ff5f57', '#febc2e', '#28c840'].map(
    (fill, i) => `<circle cx="${EDGE + i * 18}" cy="${BAR / 2 + 2}" r="5.5" fill="${fill}"/>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">`,
    `<title>${inXml(title)}</title>`,
    `<rect width="${width}" height="${height}" rx="10" fill="#0d1117" stroke="#30363d"/>`,
    ...dots,
    `<g font-family="${FONT}" font-size="14">`,
    ...rows.flatMap(drawn),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

function cells(line: string): Cell[] {
  let look: Look = { colour: INK, bold: false, dim: false };
  const found: Cell[] = [];
  for (const [character, code] of line.matchAll(/\p{Cc}\[(\d+)m|./gu)) {
    if (code === undefined) found.push({ character, look });
    else look = { ...look, ...LOOKS[code] };
  }
  return found;
}

/** Between words; what continues a line is indented. */
function folded(row: readonly Cell[], columns: number): (readonly Cell[])[] {
  const [first] = row;
  if (row.length <= columns || first === undefined) return [row];
  const end = row.slice(0, columns + 1).findLastIndex(({ character }) => character === ' ');
  // A word that no line holds stays whole.
  if (end <= row.findIndex(({ character }) => character !== ' ')) return [row];
  const indent = Array.from({ length: 4 }, () => ({ ...first, character: ' ' }));
  return [row.slice(0, end), ...folded([...indent, ...row.slice(end + 1)], columns)];
}

/** A text for each word or row of words that look alike. */
function drawn(row: readonly Cell[], index: number): string[] {
  const y = BAR + (index + 1) * CELL.height - 4;
  const starts = row.flatMap((_, i) => (i === 0 || row[i]?.look !== row[i - 1]?.look ? [i] : []));
  return starts.flatMap((start, i) => {
    const piece = row.slice(start, starts[i + 1]);
    const text = piece.map(({ character }) => character).join('');
    const indent = text.length - text.trimStart().length;
    const length = [...text.trim()].length;
    if (length === 0 || piece[0] === undefined) return [];
    const x = (EDGE + (start + indent) * CELL.width).toFixed(1);
    const size = `textLength="${(length * CELL.width).toFixed(1)}"`;
    return [`<text x="${x}" y="${y}" ${size} ${styleOf(piece[0].look)}>${inXml(text.trim())}</text>`];
  });
}

function styleOf({ colour, bold, dim }: Look): string {
  return `fill="${colour}"${bold ? ' font-weight="bold"' : ''}${dim ? ' opacity="0.6"' : ''}`;
}

function inXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
