// Builds wwwroot/css/ambulant.<hash>.css from the NL Design System packages named here and the sheets in ../Look,
// writes its name to naam.txt and removes older builds. Run by Look.targets; `node bouw.mjs` does the same by hand.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { transform } from 'lightningcss';

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, '../wwwroot/css');

const candidate = ['button', 'data-badge', 'heading', 'link', 'paragraph', 'skip-link'];
const utrecht = [
  'alert', 'breadcrumb-nav', 'button-group', 'checkbox', 'data-list', 'form-field', 'form-field-description',
  'form-field-error-message', 'form-fieldset', 'form-label', 'page-footer', 'page-header', 'select', 'table', 'textarea', 'textbox',
];
const own = ['tokens', 'ambulant', 'afdruk'];

// Variants the portal does not use. Our own pages never carry these classes, so their rules are dead weight.
// A list of what goes, not of what stays: a module dropped in later may use any other class of these components.
const unused = new RegExp([
  /--(pressed|positive|busy|icon-only|arrows|inline-box|placeholder-(ltr|rtl)|password|url|read-only)$/,
  /--(hover|active|focus|focus-visible|html-content)$/,
  /^utrecht-(textbox|textarea|select|checkbox|form-label)--(disabled|invalid|checked)$/,
  /-size$/, /--sticky/, /__header-cell-button/, /--(fixed|oneline|alternate|row-hover|row-focus)/, /__(row|header-cell|cell)--selected/,
  /__row--alternate/, /truncate/, /__placeholder$/, /form-field--(checkbox|radio)$/, /skip-link--visible$/, /alert__icon/, /--(distanced|rows|columns)$/, /nl-heading--level-[56]/, /utrecht-button$/, /utrecht-link-button/, /^utrecht-table-container/,
].map((r) => r.source).join('|'));
const dead = (selector) => selector.some((part) => part.type === 'class' && unused.test(part.name));

const read = (path) => readFileSync(path, 'utf8').replace(/\/\*# sourceMappingURL=.*?\*\//g, '');
const source = [
  ...candidate.map((n) => read(join(here, `node_modules/@nl-design-system-candidate/${n}-css/dist/${n}.css`))),
  ...utrecht.map((n) => read(join(here, `node_modules/@utrecht/${n}-css/dist/index.css`))),
  ...own.map((n) => read(join(here, `../Look/${n}.css`))),
].join('\n');

const targets = { chrome: 111 << 16, firefox: 113 << 16, safari: (16 << 16) | (4 << 8) };
const pruned = transform({
  filename: 'ambulant.css',
  code: Buffer.from(source),
  minify: true,
  targets,
  visitor: {
    Rule: {
      style(rule) {
        const alive = rule.value.selectors.filter((s) => !dead(s));
        if (alive.length === 0) return [];
        if (alive.length === rule.value.selectors.length) return undefined;
        return { ...rule, value: { ...rule.value, selectors: alive } };
      },
    },
  },
});

// A token that no sheet sets can only fall back. Writing the fallback out saves a third of the sheet, and dropping a declaration
// that has none keeps it from becoming "invalid at computed-value time" (a focused button would lose its background).
function settle(value, known, always) {
  const start = value.indexOf('var(');
  if (start < 0) return value;
  let depth = 0, comma = -1, end = start + 3;
  for (; end < value.length; end++) {
    if (value[end] === '(') depth++;
    else if (value[end] === ')' && --depth === 0) break;
    else if (value[end] === ',' && depth === 1 && comma < 0) comma = end;
  }
  const name = value.slice(start + 4, comma < 0 ? end : comma).trim();
  const fallback = comma < 0 ? undefined : settle(value.slice(comma + 1, end).trim(), known, always);
  const rest = settle(value.slice(end + 1), known, always);
  const here = !known.has(name) ? fallback : fallback === undefined || always.has(name) ? `var(${name})` : `var(${name},${fallback})`;
  return here === undefined || rest === undefined ? undefined : value.slice(0, start) + here + rest;
}
function settleAll(css) {
  const known = new Set([...css.matchAll(/[{;](--[\w-]+):/g)].map((m) => m[1]));
  const always = new Set([...css.matchAll(/:root\{([^{}]*)\}/g)].flatMap((m) => m[1].match(/--[\w-]+(?=:)/g)));
  const used = new Set([...css.matchAll(/var\((--[\w-]+)/g)].map((m) => m[1]));
  return css.replace(/\{([^{}]*)\}/g, (_, block) => `{${block.split(';').flatMap((declaration) => {
    const colon = declaration.indexOf(':');
    const value = settle(declaration.slice(colon + 1), known, always);
    const name = declaration.slice(0, colon);
    return colon < 0 || value === undefined || (name.startsWith('--') && !used.has(name)) ? [] : [`${name}:${value}`];
  }).join(';')}}`);
}
let settled = pruned.code.toString();
for (let before = ''; before !== settled;) {
  before = settled;
  settled = settleAll(before);
}
const { code } = transform({ filename: 'ambulant.css', code: Buffer.from(settled), minify: true, targets });

const css = Buffer.concat([
  Buffer.from('/*! Ambulant, EUPL-1.2. With components of NL Design System and Gemeente Utrecht/Frameless, EUPL-1.2 */\n'),
  code,
]);

const name = `ambulant.${createHash('sha256').update(css).digest('hex').slice(0, 10)}.css`;
mkdirSync(target, { recursive: true });
for (const old of readdirSync(target)) {
  if (/^ambulant\..*\.css$/.test(old) && old !== name) rmSync(join(target, old));
}
writeFileSync(join(target, name), css);
writeFileSync(join(target, 'naam.txt'), name);
console.log(`${name}: ${(css.length / 1000).toFixed(1)} kB, ${(gzipSync(css, { level: 9 }).length / 1000).toFixed(1)} kB gzip`);
