import { defineConfig, type Plugin } from "vite";

// What YASQE writes as text of its own: an inline style, which the Content-Security-Policy refuses,
// and English alone. Where a release of it has other words the build fails.
const YASQE: [string, string][] = [
  ["<strong style='text-decoration:underline'>", "<strong>"],
  ["This line is invalid. Expected: ", "Dòng này sai; cần · This line is wrong; expected: "],
  ["Press CTRL - <spacebar> to autocomplete", "Ctrl + phím cách: gợi ý · Ctrl + space: suggestions"],
  ["Nothing to autocomplete yet!", "Chưa có gì để gợi ý · Nothing to suggest yet"],
];

function yasqe(): Plugin {
  return {
    name: "yasqe",
    transform(code, id) {
      if (!id.endsWith("yasqe.esm.js")) return null;
      return YASQE.reduce((text, [old, ours]) => {
        if (!text.includes(old)) throw new Error(`YASQE no longer says: ${old}`);
        return text.replaceAll(old, ours);
      }, code);
    },
  };
}

// An island is a folder of src with an index.ts. Pages load it by the manifest: see
// graph_api/web/islands.py. Addresses are relative, as a proxy may put the server anywhere.
export default defineConfig({
  base: "./",
  plugins: [yasqe()],
  build: {
    outDir: "../graph_api/web/static/built",
    emptyOutDir: true,
    manifest: "manifest.json",
    target: "es2022",
    assetsInlineLimit: 0, // the Content-Security-Policy allows no data: addresses
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700, // kB before compression; what a page loads is tested
    rolldownOptions: {
      input: { explore: "src/explore/index.ts", sparql: "src/sparql/index.ts" },
      checks: { eval: false }, // YASQE holds a JSON for browsers without one, which never runs
      output: { entryFileNames: "[name]-[hash].js", chunkFileNames: "[name]-[hash].js", assetFileNames: "[name]-[hash][extname]" },
    },
  },
});
