// Looks at every page of a site in a frame of its own, one after the other, and leaves what it
// found in the page: what axe says, how wide the page is on a telephone, and what scrolls there
// but cannot be reached by keyboard.
const options = {
  runOnly: ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  rules: { "color-contrast-enhanced": { enabled: true }, "target-size": { enabled: true } },
};

async function look(page) {
  const frame = document.createElement("iframe");
  frame.style.cssText = "border:0;width:1280px;height:1000px";
  frame.srcdoc = page;
  const loaded = new Promise((done) => (frame.onload = done));
  document.body.append(frame);
  await loaded;
  const inner = frame.contentWindow;
  const result = await inner.axe.run(inner.document, options);
  frame.style.width = "320px";
  const root = inner.document.documentElement;
  const scrolling = [...inner.document.querySelectorAll("main *")].filter((one) => {
    const style = inner.getComputedStyle(one);
    return /auto|scroll/.test(style.overflowX) && one.scrollWidth > one.clientWidth;
  });
  const found = {
    violations: result.violations.flatMap((rule) =>
      rule.nodes.map((node) => `${rule.id}: ${node.html} (${node.failureSummary})`),
    ),
    passes: result.passes.map((rule) => rule.id),
    sideways: root.scrollWidth - root.clientWidth,
    unreachable: scrolling.filter((one) => one.tabIndex < 0).map((one) => one.outerHTML),
    scrolling: scrolling.length,
  };
  frame.remove();
  return found;
}

(async () => {
  const report = document.createElement("pre");
  report.id = "found";
  try {
    const found = {};
    for (const [name, page] of Object.entries(pages)) found[name] = await look(page);
    report.textContent = JSON.stringify(found);
  } catch (error) {
    report.textContent = JSON.stringify({ error: String(error) });
  }
  document.body.append(report);
})();
