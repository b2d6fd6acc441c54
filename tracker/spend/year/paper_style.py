"""How a page for paper looks: black on white, on A4 as on Letter."""

# No size is set, so that the printer's own paper holds; the margins leave room for a hole punch.
PAPER_CSS = """\
@page { margin: 16mm 15mm 18mm;
  @bottom-right { content: counter(page) " / " counter(pages); font: 9pt Georgia, serif; } }
* { box-sizing: border-box; }
body { margin: 2rem auto; max-width: 50rem; padding: 0 1rem; background: #fff; color: #000;
  font: 11pt/1.4 Georgia, "Times New Roman", serif; overflow-wrap: break-word; }
h1 { font-size: 1.6em; line-height: 1.2; margin: 0 0 0.6em; }
h2 { font-size: 1.15em; margin: 1.6em 0 0.2em; break-after: avoid; }
p { margin: 0 0 0.6em; }
.printed { font-style: italic; }
.screen { border: 1px solid #000; padding: 0.5rem 0.8rem; margin-bottom: 2rem; }
table { width: 100%; border-collapse: collapse; font-size: 0.95em; }
caption { text-align: left; font-style: italic; padding-bottom: 0.3em; }
thead { display: table-header-group; }
tfoot { display: table-row-group; }
tr { break-inside: avoid; }
th, td { text-align: left; vertical-align: top; padding: 0.25em 0.8em 0.25em 0; font-weight: normal; }
thead th { border-bottom: 1.5px solid #000; font-weight: bold; vertical-align: bottom; }
tbody th, tbody td { border-bottom: 0.5px solid #777; }
tfoot th, tfoot td { font-weight: bold; border-top: 1.5px solid #000; }
.long { overflow-wrap: anywhere; }
table + p { margin-top: 1em; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
th:last-child, td:last-child { padding-right: 0; }
@media print { .dated tbody th { white-space: nowrap; } }
@media print { body { margin: 0; max-width: none; padding: 0; font-size: 10pt; } .screen { display: none; } }
@media (max-width: 40rem) { body { font-size: 10pt; } th, td { padding-right: 0.5em; } }
"""
