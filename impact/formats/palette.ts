/** Colours of every page that Mullion makes, light and dark by the reader's setting. All contrasts of text are 4.5:1 or more. */
export const palette = `:root { color-scheme: light dark;
  --text: #1c2024; --soft: #545b64; --page: #f4f5f7; --card: #ffffff; --line: #d5d9df; --link: #0b57b0;
  --red: #a4161a; --red-back: #fdeaea; --amber: #7a4b00; --amber-back: #fdf3dc; --green: #1a6334; --green-back: #e5f4e9; }
@media (prefers-color-scheme: dark) { :root {
  --text: #e8eaed; --soft: #a9b1bb; --page: #14171a; --card: #1e2226; --line: #3a4047; --link: #8ab8f5;
  --red: #ff9c9c; --red-back: #3c1a1c; --amber: #f2c36b; --amber-back: #382a10; --green: #86d7a0; --green-back: #14301e; } }`;
