import { palette } from "./palette";

/** Style of the HTML report: light and dark by the reader's setting, one column on a phone. All contrasts are 4.5:1 or more. */
export const htmlStyle = `
${palette}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 1rem/1.5 system-ui, "Segoe UI", sans-serif; }
main { max-width: 64rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.25rem; margin: 0; overflow-wrap: anywhere; }
h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
h3 { font-size: 1rem; margin: 0; font-weight: 600; overflow-wrap: anywhere; }
p { margin: .25rem 0; overflow-wrap: anywhere; }
a { color: var(--link); }
time { white-space: nowrap; }
.soft { color: var(--soft); }
.verdict, .card { background: var(--card); border: 1px solid var(--line); border-left-width: .4rem; border-radius: .4rem; padding: 1rem; margin: .75rem 0; }
.verdict strong { font-size: 1.6rem; display: block; width: fit-content; }
.red { border-left-color: var(--red); } .red .mark { color: var(--red); background: var(--red-back); }
.amber { border-left-color: var(--amber); } .amber .mark { color: var(--amber); background: var(--amber-back); }
.green { border-left-color: var(--green); } .green .mark { color: var(--green); background: var(--green-back); }
.mark { display: inline-block; padding: .05rem .5rem; border-radius: .3rem; font-weight: 600; }
.verdict .mark { padding: .1rem .7rem; margin-bottom: .5rem; }
dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(13rem, 45%), 1fr)); gap: .75rem; margin: 1rem 0 0; }
dt { color: var(--soft); font-size: .875rem; } dd { margin: 0; font-weight: 600; overflow-wrap: anywhere; }
.card dl { grid-template-columns: max-content 1fr; gap: .25rem .75rem; margin: .5rem 0 0; }
.card dt { font-size: 1rem; } .card dd { font-weight: 400; }
details > summary { cursor: pointer; }
details > summary h3 { display: inline; }
summary:focus-visible, a:focus-visible { outline: .15rem solid var(--link); outline-offset: .15rem; }
table { width: 100%; border-collapse: collapse; background: var(--card); border: 1px solid var(--line); }
th, td { text-align: left; vertical-align: top; padding: .5rem; border-bottom: 1px solid var(--line); overflow-wrap: break-word; }
th { font-size: .875rem; color: var(--soft); }
td b { font-weight: 600; }
code { font: .9em ui-monospace, Consolas, monospace; overflow-wrap: anywhere; }
@media (max-width: 44rem) {
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  table, tbody, tr, td { display: block; }
  tr { border-bottom: .3rem solid var(--page); } td { border: 0; padding: .25rem .75rem; overflow-wrap: anywhere; }
  td[data-title]::before { content: attr(data-title) ": "; color: var(--soft); }
  .card dl { grid-template-columns: 1fr; gap: 0; } .card dd { margin-bottom: .5rem; }
}
@media print { body { background: none; } .card, .verdict { break-inside: avoid; } }
`;
