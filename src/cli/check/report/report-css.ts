/** The look of the report, on a screen, in a hand and on A4. */
export const reportCss = `
:root{--ink:#1a1a1c;--soft:#4d4d4d;--quiet:#666;--line:#d8d8db;--hair:#ebebed;--blue:#0017c1;--blue-soft:#f1f4fd;--good:#115a36;--good-soft:#e6f5ec;--bad:#ce0000;--bad-soft:#fdeeee;--warn:#6e5600;--warn-soft:#fbf5e0;--grey-soft:#f4f4f6}
*,*::before,*::after{box-sizing:border-box}
html{font-family:"Hiragino Sans","Hiragino Kaku Gothic ProN","BIZ UDPGothic","Yu Gothic UI",Meiryo,"Noto Sans CJK JP","Noto Sans JP","DejaVu Sans","Segoe UI Symbol","Apple Symbols",sans-serif;color:var(--ink);background:#fff;line-height:1.65;-webkit-text-size-adjust:100%;print-color-adjust:exact;-webkit-print-color-adjust:exact}
body{margin:0 auto;max-width:880px;padding:40px 24px 64px;font-size:15px;overflow-wrap:anywhere}
h1,h2,h3,p,ul,dl,dd,table,figure{margin:0}
h1{font-size:28px;line-height:1.35;letter-spacing:.01em}
h2{font-size:20px;line-height:1.4;margin:48px 0 16px;padding-bottom:8px;border-bottom:2px solid var(--ink)}
h3{font-size:15px;line-height:1.5}
ul{padding:0;list-style:none}
.eyebrow{display:flex;justify-content:space-between;gap:16px;flex-wrap:wrap;font-size:13px;color:var(--quiet);margin-bottom:20px}
.eyebrow b{color:var(--blue);letter-spacing:.04em}
.lead{font-size:17px;margin-top:12px;font-weight:700}
.lead.bad{color:var(--bad)}.lead.good{color:var(--good)}.lead.warn{color:var(--warn)}
.facts{display:flex;flex-wrap:wrap;gap:1px;background:var(--line);border:1px solid var(--line);border-radius:8px;overflow:hidden;margin-top:20px}
.facts div{background:#fff;padding:9px 14px;flex:1 1 190px}
.facts dt{font-size:12px;color:var(--quiet);line-height:1.4}
.facts dd{font-weight:600;font-size:14px;line-height:1.5}
.tally{display:grid;grid-template-columns:repeat(4,1fr);gap:12px;margin-top:16px}
.tally li{border-radius:8px;padding:10px 14px;border:1px solid var(--line)}
.tally b{display:block;font-size:28px;line-height:1.2;font-variant-numeric:tabular-nums}
.tally span{font-size:13px}
.tally .does-not-conform{background:var(--bad-soft);border-color:#f4c6c6;color:var(--bad)}
.tally .conforms{background:var(--good-soft);border-color:#bfe3cd;color:var(--good)}
.tally .could-not-decide{background:var(--warn-soft);border-color:#ecdfae;color:var(--warn)}
.tally .none{background:#fff;border-color:var(--line);color:var(--quiet)}
.columns{display:grid;grid-template-columns:1fr 1fr;gap:24px;margin-top:20px}
.columns h3{font-size:14px;margin-bottom:6px;color:var(--soft)}
.faults li,.answers li{border-top:1px solid var(--hair);padding:7px 0;font-size:13.5px;line-height:1.55}
.faults li{padding-left:20px;position:relative}
.faults li::before{content:"✗";position:absolute;left:2px;color:var(--bad);font-weight:700}
.faults .more{color:var(--quiet)}
.faults .more::before{content:""}
.answers li{display:grid;grid-template-columns:5.2em 1fr auto;gap:8px;align-items:baseline}
.answers .id{font-variant-numeric:tabular-nums;color:var(--quiet);font-size:12.5px}
.verdict{display:inline-block;border-radius:999px;padding:1px 10px;font-size:12px;font-weight:700;line-height:1.7;white-space:nowrap;border:1px solid transparent}
.verdict.conforms{background:var(--good-soft);color:var(--good);border-color:#bfe3cd}
.verdict.does-not-conform{background:var(--bad-soft);color:var(--bad);border-color:#f4c6c6}
.verdict.could-not-decide{background:var(--warn-soft);color:var(--warn);border-color:#ecdfae}
.verdict.not-applicable,.verdict.not-tested{background:var(--grey-soft);color:var(--soft);border-color:var(--line)}
.quiet{color:var(--quiet);font-size:13.5px}
.note{font-size:13px;color:var(--soft);margin-top:16px}
.picture svg{display:block;width:100%;height:auto}
.picture.narrow{display:none}
.picture .head{font-size:13px;fill:#666;font-weight:700}
.picture .head.small{font-size:10.5px}
.picture .box{fill:#fff;stroke:#c8c8cc;stroke-width:1.2}
.picture .box.agrees{fill:#f3faf6;stroke:#8cc7a6}
.picture .box.undeclared{fill:#fdf3f3;stroke:#ef9a9a}
.picture .box.unseen{fill:#fdfaf0;stroke:#d9c16a}
.picture .box.absent{fill:#fff;stroke:#c8c8cc;stroke-dasharray:4 4}
.picture .port{fill:#fff;stroke-width:2}
.picture .port.agrees{stroke:#115a36}.picture .port.undeclared{stroke:#ce0000;fill:#ce0000}.picture .port.unseen{stroke:#8a6d00}.picture .port.unknown{stroke:#999}
.picture .number{font-size:15px;font-weight:700;fill:#1a1a1c;font-variant-numeric:tabular-nums}
.picture .number.undeclared{fill:#fff}
.picture .name{font-size:14px;font-weight:600;fill:#1a1a1c}
.picture .name.absent{font-weight:400;fill:#666}
.picture .more{font-size:12px;fill:#4d4d4d}
.link{stroke-width:2.5;fill:none}
.link.agrees{stroke:#2c8f5d}.link.undeclared{stroke:#ce0000}.link.unseen{stroke:#b39200;stroke-dasharray:6 5}.link.unknown{stroke:#999;stroke-dasharray:2 4}.link.absent{stroke:#d8d8db;stroke-dasharray:2 5}
.legend{display:flex;flex-wrap:wrap;gap:6px 20px;margin-top:14px;font-size:12.5px;color:var(--soft)}
.legend li{display:flex;align-items:center;gap:8px}
.criterion{border:1px solid var(--line);border-radius:8px;margin-top:16px;overflow:hidden}
.criterion>header{display:flex;justify-content:space-between;gap:12px;align-items:center;padding:11px 16px;background:var(--grey-soft)}
.criterion>header .id{color:var(--quiet);font-weight:400;font-size:13px;margin-right:8px}
.findings li{padding:10px 16px;border-top:1px solid var(--hair);display:grid;grid-template-columns:max-content 1fr;gap:14px;font-size:14px}
.findings li>span{min-width:6.4em}
.findings .what{font-weight:600}
.findings .subject{color:var(--quiet);font-weight:400;font-size:13px;margin-left:6px}
.findings p{color:var(--soft);line-height:1.6}
.open{display:grid;gap:0}
.open li{padding:10px 0;border-top:1px solid var(--hair);font-size:14px}
.open li:first-child{border-top:0}
.open p{color:var(--soft)}
table{width:100%;border-collapse:collapse;font-size:13px;font-variant-numeric:tabular-nums}
th{font-weight:700;text-align:left;color:var(--quiet);font-size:12px;border-bottom:1px solid var(--ink);padding:4px 8px 4px 0;white-space:nowrap}
td{border-bottom:1px solid var(--hair);padding:6px 8px 6px 0;vertical-align:top}
.number{text-align:right}
td.number,th.number{padding-right:12px}
footer{margin-top:48px;padding-top:16px;border-top:1px solid var(--line);font-size:12.5px;color:var(--quiet)}
footer code{font-size:12px;font-family:ui-monospace,"SFMono-Regular",Menlo,Consolas,monospace}
@media (max-width:640px){
body{padding:20px 16px 40px;font-size:15px}
h1{font-size:23px}
.facts div{flex-basis:150px}
.tally{grid-template-columns:1fr 1fr;gap:8px}
.columns{grid-template-columns:1fr;gap:20px}
.picture.wide{display:none}.picture.narrow{display:block}
.findings li{grid-template-columns:1fr;gap:4px}
.criterion>header{align-items:flex-start}
.sent{display:none}
}
@page{size:A4;margin:14mm 15mm 16mm}
@media print{
html{font-size:10pt}
body{max-width:none;padding:0;font-size:9.6pt}
h1{font-size:19pt}h2{font-size:13.5pt;margin-top:22pt;break-after:avoid}
.lead{font-size:12pt}
.eyebrow{margin-bottom:10pt}
.facts div{padding:5pt 9pt}.facts dd{font-size:9.4pt}.facts dt{font-size:8pt}
.tally b{font-size:19pt}.tally li{padding:6pt 10pt}.tally span{font-size:8.6pt}
.columns{margin-top:12pt;gap:18pt}
.faults li,.answers li{font-size:8.8pt;padding:3.6pt 0 3.6pt 0;line-height:1.45}
.faults li{padding-left:14pt}
.summary{break-after:page}
.criterion>header,.findings li,.open li,.picture svg,tr{break-inside:avoid}
.criterion>header{break-after:avoid}
}
`;
