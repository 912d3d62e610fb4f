import { defineConfig } from "vite";

// Fixed names: the templates add a digest of the content, so that the browser may keep them.
export default defineConfig({
  build: {
    outDir: "../static/dist",
    emptyOutDir: true,
    target: "es2022",
    modulePreload: false,
    rolldownOptions: {
      input: "src/main.ts",
      output: {
        entryFileNames: "app.js",
        assetFileNames: "app[extname]",
        codeSplitting: false,
      },
    },
  },
});
