// Charts are drawn from the tables beside them, so both always show the same numbers. Without script there is only the table.
"use strict";

const chinese = document.documentElement.lang.startsWith("zh");
const short = value => {
    if (!chinese) return value.toLocaleString("en");
    const size = Math.abs(value);
    const plain = number => number.toLocaleString("en", { maximumFractionDigits: 2 });
    if (size >= 1e8) return `${plain(value / 1e8)}亿`;
    return size >= 1e4 ? `${plain(value / 1e4)}万` : plain(value);
};

for (const box of document.querySelectorAll("[data-chart]")) {
    const table = document.getElementById(box.dataset.from);
    const rows = [...table.tBodies[0].rows].map(row => {
        const cell = row.querySelector("[data-value]");
        return { name: row.cells[0].textContent.trim(), value: cell?.dataset.value ? Number(cell.dataset.value) : null, to: row.querySelector("a")?.href };
    });
    if (rows.length === 0 || rows.every(r => !r.value) || typeof echarts === "undefined") continue;
    box.hidden = false;
    table.closest("details").open = false;
    const line = box.dataset.chart === "line";
    if (!line) {
        rows.sort((a, b) => (b.value ?? -1) - (a.value ?? -1));
        box.style.height = `${Math.max(12, Math.min(rows.length, 30) * 1.75 + 2)}rem`;
        rows.splice(30);
        rows.reverse(); // The first stands on top.
    }
    const names = { type: "category", data: rows.map(r => r.name), axisTick: { show: false }, axisLabel: { color: "#1d2433", width: line ? undefined : 130, overflow: "truncate", hideOverlap: line } };
    const values = { type: "value", axisLabel: { color: "#56606f", formatter: short, hideOverlap: true }, splitLine: { lineStyle: { color: "#dfe3ea" } } };
    const chart = echarts.init(box);
    chart.setOption({
        animation: false,
        color: ["#b3261e"],
        grid: { left: 8, right: line ? 24 : 72, top: 24, bottom: 8, containLabel: true },
        tooltip: { trigger: "axis", valueFormatter: value => value === null || value === undefined ? "—" : value.toLocaleString("en") },
        xAxis: line ? names : { ...values, axisLabel: { show: false }, splitLine: { show: false } },
        yAxis: line ? values : names,
        series: [{
            type: line ? "line" : "bar", name: box.dataset.label, data: rows.map(r => r.value), symbolSize: 8, barMaxWidth: 18,
            label: { show: true, position: line ? "top" : "right", color: "#1d2433", formatter: point => point.value === null ? "—" : short(point.value) },
            labelLayout: { hideOverlap: true },
        }],
    });
    chart.on("click", point => { if (rows[point.dataIndex]?.to) location.href = rows[point.dataIndex].to; });
    new ResizeObserver(() => chart.resize()).observe(box);
    box.setAttribute("role", "img");
    box.setAttribute("aria-label", box.dataset.label);
}

// Updates "3 seconds ago" by the server's clock, not the reader's.
const relative = new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: "auto" });
let ahead = null;
setInterval(() => {
    const fresh = document.querySelector("[data-ago]");
    if (!fresh) return;
    if (ahead?.of !== fresh) ahead = { of: fresh, by: Number(fresh.dataset.now) - Date.now() };
    const seconds = Math.max(0, Math.round((Date.now() + ahead.by - Number(fresh.dataset.ago)) / 1000));
    const [unit, size] = seconds < 60 ? ["second", 1] : seconds < 3600 ? ["minute", 60] : seconds < 86400 ? ["hour", 3600] : ["day", 86400];
    fresh.textContent = relative.format(-Math.floor(seconds / size), unit);
}, 1000);

// A page in the background does not poll until it is visible again. An answer that is not a fragment (signed out, an error) is not inserted.
addEventListener("htmx:before:request", event => { if (document.hidden) event.preventDefault(); });
addEventListener("htmx:before:swap", event => {
    const answer = event.detail.ctx.response.raw;
    if (answer.redirected || !answer.ok) event.preventDefault();
});
