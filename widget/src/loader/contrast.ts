// A town's colour is shown with an ink that can be read on it, whatever the town asked for (WCAG 1.4.3).
const READABLE = 4.5;
type Colour = [number, number, number];

/** The ink wanted, when it reads on `accent`; else white or near-black, whichever reads better. */
export function readableInk(accent: string, wanted: string): string {
  const ground = parse(accent);
  if (!ground) return wanted;
  const ink = parse(wanted);
  if (ink && contrast(ground, ink) >= READABLE) return wanted;
  return contrast(ground, [255, 255, 255]) >= contrast(ground, [16, 20, 24]) ? "#fff" : "#101418";
}

/** `rgb(1, 2, 3)`, as browsers compute any colour. */
function parse(colour: string): Colour | null {
  const parts = /^rgba?\((\d+), (\d+), (\d+)/.exec(colour);
  return parts ? [Number(parts[1]), Number(parts[2]), Number(parts[3])] : null;
}

function contrast(one: Colour, other: Colour): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

function luminance(colour: Colour): number {
  const [red, green, blue] = colour.map((part) => linear(part / 255)) as Colour;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function linear(part: number): number {
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
}
