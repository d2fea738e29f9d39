import { defineConfig, type UserConfig } from "vite";

// One build per entrance (`--mode page|map|console|loader`), all into the Python package, so that nobody needs Node to run the service.
// The names carry no hash: the server puts the content's own hash in the address.
const OUT = "../bot/static/built";

const entrances: Record<string, { input: string; format: "es" | "iife"; target: string }> = {
  page: { input: "src/page/main.ts", format: "es", target: "es2018" },
  map: { input: "src/map/map.ts", format: "es", target: "es2018" },
  console: { input: "src/console/main.ts", format: "es", target: "es2020" },
  loader: { input: "src/loader/widget.ts", format: "iife", target: "es2018" },
};

export default defineConfig(({ mode }): UserConfig => {
  const entrance = entrances[mode];
  if (!entrance) throw new Error(`vite build --mode ${Object.keys(entrances).join("|")}`);
  const file = mode === "loader" ? "widget.js" : `${mode}.js`;
  return {
    publicDir: mode === "page" ? "public" : false,
    build: {
      outDir: OUT,
      emptyOutDir: mode === "page",
      target: entrance.target,
      cssTarget: ["chrome80", "safari13", "firefox78"],
      modulePreload: false,
      cssCodeSplit: false,
      assetsInlineLimit: 8192,
      reportCompressedSize: false,
      rollupOptions: {
        input: entrance.input,
        preserveEntrySignatures: "strict",
        output: { format: entrance.format, entryFileNames: file, assetFileNames: `${mode}[extname]` },
      },
    },
  };
});
