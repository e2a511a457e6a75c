// Write a DOCX of each draft, in one process: node markdown-docx.mjs OUT FILE...
import { readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import markdownDocx, { Packer } from "markdown-docx";

const [out, ...files] = process.argv.slice(2);
for (const file of files) {
  const text = await readFile(file, "utf-8");
  const made = await Packer.toBuffer(await markdownDocx(text.replace(/^---\n.*?\n---\n/s, "")));
  await writeFile(join(out, basename(file, ".md") + ".docx"), made);
}
