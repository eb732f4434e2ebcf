// Builds the icon sprite from tools/icons.txt.
//
//   npm install --no-save @phosphor-icons/core@2 svgo@4 && node tools/icons.mjs
//
// The sprite is committed: it is an asset like the font, and a build of the portal needs no npm for it. Its name carries the first
// eight hex digits of its SHA-256, so it can be served for ever; the name also stands in src/ui/icon.rs (SPRITE), where a test
// compares list, sprite and name. Run elsewhere, it takes the folder that holds node_modules as its first argument.
//
// Coordinates are rounded to whole units of the 256 grid: a twentieth of a pixel at 24 px, and a third of the sprite's weight.

import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const base = process.argv[2] ?? root;
const pack = join(base, "node_modules/@phosphor-icons/core");
const out = join(root, "public/aset");

if (!existsSync(pack)) {
  console.error(`no package at ${pack}: npm install --no-save @phosphor-icons/core@2 svgo@4`);
  process.exit(2);
}
const { optimize } = createRequire(join(base, "node_modules/"))("svgo");

const weightOf = (name) => (/-(fill|bold)$/.exec(name) ?? [, "regular"])[1];

function symbol(name) {
  const svg = readFileSync(join(pack, "assets", weightOf(name), `${name}.svg`), "utf8");
  const small = optimize(svg, { floatPrecision: 0 }).data;
  const inner = /<svg[^>]*>(.*)<\/svg>/s.exec(small)[1];
  return `<symbol id="${name}" viewBox="0 0 256 256">${inner.trim()}</symbol>`;
}

const names = readFileSync(join(root, "tools/icons.txt"), "utf8").split("\n").map((line) => line.trim()).filter((line) => line && !line.startsWith("#"));
const licence = readFileSync(join(pack, "LICENSE"), "utf8").trim().replaceAll("--", "- -");
const sprite = `<svg xmlns="http://www.w3.org/2000/svg"><!--\nPhosphor Icons\n${licence}\n-->\n${names.map(symbol).join("\n")}\n</svg>\n`;

const hash = createHash("sha256").update(sprite).digest("hex").slice(0, 8);
for (const old of readdirSync(out).filter((file) => /^ikon\.[0-9a-f]{8}\.svg$/.test(file))) rmSync(join(out, old));
writeFileSync(join(out, `ikon.${hash}.svg`), sprite);
console.log(`public/aset/ikon.${hash}.svg  ${names.length} icons, ${sprite.length} bytes`);
