// What eyes make of a colour: its hue, its contrast, and how far two are apart for those who tell some of them badly.

/** Linear red, green and blue, 0 to 1. */
type Light = readonly [number, number, number];
type Eyes = keyof typeof EYES;

/**
 * What is left of linear light where one kind of cone is missing (Machado, Oliveira and Fernandes 2009, severity 1);
 * rows are what red, green and blue are made of.
 */
const EYES = {
  trichromat: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  deuteranope: [
    0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881,
  ],
  protanope: [
    0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998,
  ],
  tritanope: [
    1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039,
  ],
} as const;
export const ALL_EYES = Object.keys(EYES) as Eyes[];

const within = (part: number) => Math.min(1, Math.max(0, part));

const times = (matrix: readonly number[], [x, y, z]: Light): Light => {
  const row = (at: number) => matrix[at]! * x + matrix[at + 1]! * y + matrix[at + 2]! * z;
  return [row(0), row(3), row(6)];
};

/** `#rrggbb` as light. */
function readHex(color: string): Light {
  if (!/^#[\da-f]{6}$/i.test(color)) throw new Error(`no colour: ${color}`);
  const part = (at: number) => {
    const value = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [part(1), part(3), part(5)];
}

function writeHex(light: Light): string {
  const part = (value: number) => {
    const coded = value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055;
    return Math.round(within(coded) * 255)
      .toString(16)
      .padStart(2, '0');
  };
  return `#${light.map(part).join('')}`;
}

// Björn Ottosson's OKLab: light to cones, their cube roots to lightness and two axes of colour, and back.
const CONES = [
  0.4122214708, 0.5363325363, 0.0514459929, 0.2119034982, 0.6806995451, 0.1073969566, 0.0883024619,
  0.2817188376, 0.6299787005,
];
const LAB = [
  0.2104542553, 0.793617785, -0.0040720468, 1.9779984951, -2.428592205, 0.4505937099, 0.0259040371,
  0.7827717662, -0.808675766,
];
const ROOTS = [
  1, 0.3963377774, 0.2158037573, 1, -0.1055613458, -0.0638541728, 1, -0.0894841775, -1.291485548,
];
const LIGHT = [
  4.0767416621, -3.3077115913, 0.2309699292, -1.2684380046, 2.6097574011, -0.3413193965,
  -0.0041960863, -0.7034186147, 1.707614701,
];
const labOf = (light: Light): Light =>
  times(LAB, times(CONES, light).map(Math.cbrt) as unknown as Light);

/** Lightness from 0 to 1 and hue in degrees, as CSS's `oklch()` counts them. */
export function readOklch(color: string): { lightness: number; hue: number } {
  const [lightness, a, b] = labOf(readHex(color));
  return { lightness, hue: ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360 };
}

/** The same colour lighter or darker: `oklch(from color <lightness> c h)`. */
export function withLightness(color: string, lightness: number): string {
  const [, a, b] = labOf(readHex(color));
  const roots = times(ROOTS, [lightness, a, b]).map((root) => root ** 3) as unknown as Light;
  return writeHex(times(LIGHT, roots));
}

/** 0 to 180 degrees between two hues. */
export const hueBetween = (one: string, other: string): number =>
  Math.abs(((readOklch(one).hue - readOklch(other).hue + 540) % 360) - 180);

/** How different two colours look: their distance in OKLab, in hundredths. 2 is just seen between large areas. */
export function differenceFor(eyes: Eyes, one: string, other: string): number {
  const seen = (color: string) =>
    labOf(times(EYES[eyes], readHex(color)).map(within) as unknown as Light);
  const [a, b] = [seen(one), seen(other)];
  return 100 * Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

/** WCAG 2's contrast of two colours, from 1 to 21. */
export function contrastOf(one: string, other: string): number {
  const bright = (color: string) =>
    times([0.2126, 0.7152, 0.0722, 0, 0, 0, 0, 0, 0], readHex(color))[0];
  const [low = 0, high = 0] = [bright(one), bright(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}
