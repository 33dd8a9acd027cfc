/** The page's own style: readable on a phone, in the dark, and on paper. */
export const STYLE = `
:root{color-scheme:light dark;--back:#fff;--card:#f6f8fa;--text:#1f2328;--faint:#59636e;--line:#d1d9e0;--link:#0969da;--good:#1a7f37;--bad:#cf222e;--ask:#9a6700;--busy:#0969da;--wait:#8250df;--add:#dafbe1;--del:#ffebe9}
@media(prefers-color-scheme:dark){:root{--back:#0d1117;--card:#151b23;--text:#e6edf3;--faint:#9198a1;--line:#3d444d;--link:#4493f8;--good:#3fb950;--bad:#f85149;--ask:#d29922;--busy:#4493f8;--wait:#ab7df8;--add:#12301e;--del:#3c1518}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:66rem;padding:1rem;background:var(--back);color:var(--text);font:15px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif;overflow-wrap:anywhere}
h1{font-size:1.5rem;margin:.5rem 0}h2{font-size:1.15rem;margin:1.6rem 0 .5rem}h3{font-size:1rem;margin:1rem 0 .3rem}
a{color:var(--link)}:focus-visible{outline:2px solid var(--link);outline-offset:2px}
.faint{color:var(--faint)}.good{color:var(--good)}.bad{color:var(--bad)}.ask{color:var(--ask)}.busy{color:var(--busy)}
.cards{margin-top:1rem;display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,20rem),1fr));gap:1rem}
.card{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:.75rem 1rem}
.card h3{margin:1rem 0 .3rem}.card h3:first-child{margin-top:0}.card>:last-child{margin-bottom:0}section+section{margin-top:3rem;border-top:2px solid var(--line)}.card ul,.card ol{margin:.2rem 0;padding-left:1.2rem}
.card.wants{border-color:var(--ask);border-left-width:4px}
.facts{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;margin:.4rem 0;padding:0;list-style:none}
.facts b{font-variant-numeric:tabular-nums}
blockquote,.words{margin:.4rem 0;padding:.3rem .8rem;border-left:3px solid var(--line);white-space:pre-wrap}
.bar{height:.6rem;border-radius:.3rem;background:var(--line);overflow:hidden}.bar i{display:block;height:100%;background:var(--good)}
.bar.near i{background:var(--ask)}.bar.full i{background:var(--bad)}
table{border-collapse:collapse;width:100%;overflow-wrap:normal;font-variant-numeric:tabular-nums}th,td{text-align:left;padding:.2rem .6rem .2rem 0;border-bottom:1px solid var(--line);vertical-align:top}th,td.n{white-space:nowrap;overflow-wrap:normal}td.n,th.n{text-align:right}
.scroll{overflow-x:auto}
.tools{position:sticky;top:0;z-index:2;background:var(--back);padding:.5rem 0;display:flex;gap:.5rem;flex-wrap:wrap;align-items:center;border-bottom:1px solid var(--line)}
.tools input{flex:1 1 12rem;font:inherit;padding:.3rem .6rem;border:1px solid var(--line);border-radius:6px;background:var(--back);color:inherit}
.tools #told:empty{display:none}.tools button{font:inherit;padding:.3rem .7rem;border:1px solid var(--line);border-radius:6px;background:var(--card);color:inherit}
details{border:1px solid var(--line);border-radius:6px;margin:.4rem 0;background:var(--back)}
details>summary{cursor:pointer;padding:.4rem .7rem}details[open]>summary{border-bottom:1px solid var(--line)}
details>div{padding:.4rem .8rem .8rem}
.unit>summary{display:grid;grid-template-columns:1.4rem minmax(0,1fr) auto;gap:.5rem}
.unit>summary:focus-visible{outline-offset:-2px;border-radius:6px}.unit>summary::-webkit-details-marker{display:none}.unit{content-visibility:auto;contain-intrinsic-size:auto 2.5rem}
.unit .nums{color:var(--faint);font-variant-numeric:tabular-nums;text-align:right}
pre{margin:.3rem 0;padding:.5rem .7rem;background:var(--card);border-radius:6px;font:12.5px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;white-space:pre-wrap;overflow-wrap:anywhere;max-height:70vh;overflow-y:auto;content-visibility:auto}
pre time{color:var(--faint);user-select:none;-webkit-user-select:none;margin-right:1ch}
pre b{font-weight:600;color:var(--busy)}pre s{text-decoration:none;color:var(--faint)}pre em{font-style:normal;color:var(--bad)}pre u{text-decoration:none;color:var(--ask)}
pre ins{display:block;text-decoration:none;background:var(--add)}pre del{display:block;text-decoration:none;background:var(--del)}pre h6{display:block;margin:0;font:inherit;font-weight:600}
.lanes{--names:15rem;position:relative;border:1px solid var(--line);border-radius:6px;overflow:hidden;background:var(--card)}.ticks{--names:15rem}
.lane{display:flex;height:1.5rem}.lane+.lane{border-top:1px solid var(--line)}
.lane span{flex:0 0 var(--names);padding:0 .5rem;font-size:12px;line-height:1.5rem;white-space:nowrap;overflow:hidden;text-overflow:ellipsis;position:relative;z-index:1;background:var(--card)}
.track{position:relative;flex:1}.rests{position:absolute;left:var(--names);right:0;top:0;bottom:0}
.lane i{position:absolute;top:.25rem;bottom:.25rem;min-width:2px;border-radius:3px}
.lane i,.key i{background:var(--faint);opacity:.65}
i.done{background:var(--good)!important}i.failed{background:var(--bad)!important}i.asked{background:var(--ask)!important}i.running{background:var(--busy)!important}
.rest{position:absolute;top:0;bottom:0;opacity:.45}.rest,.key i.rest{background:repeating-linear-gradient(135deg,var(--wait) 0 2px,transparent 2px 6px)}
.ticks{position:relative;height:1.3rem;margin-left:var(--names);font-size:11px;color:var(--faint)}.ticks span{position:absolute;transform:translateX(-50%);white-space:nowrap}.ticks span:last-child{transform:translateX(-100%)}.ticks span:first-child{transform:none}
.key{display:flex;gap:.3rem 1rem;flex-wrap:wrap;font-size:12px;color:var(--faint)}.key i{position:static;display:inline-block;width:1rem;height:.7rem;border-radius:2px;vertical-align:middle;margin-right:.3rem}
footer{margin:2rem 0 1rem;color:var(--faint);font-size:13px}
@media(max-width:40rem){.lanes,.ticks{--names:0rem}.lane{display:block;height:2.6rem}.lane span{display:block}.lane .track{height:1.1rem}.lane i{top:0;bottom:.2rem}.unit>summary{grid-template-columns:1.2rem minmax(0,1fr)}.unit .nums{grid-column:2;text-align:left}}
@media print{.tools{display:none}pre{max-height:none}.unit,pre{content-visibility:visible}}
.search .unit,.search pre{content-visibility:visible}
[hidden]{display:none!important}
`;
