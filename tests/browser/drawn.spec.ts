import { expect, type Page } from '@playwright/test';
import * as alone from '@playwright/test';
import { EXPLICIT, part10, type Elements } from '../support/part10.ts';
import { test } from './shared-page.ts';
import { chooseSample, noPageErrors, openViewer, withoutWebGl, type Inside } from './viewer.ts';

type Colour = readonly [red: number, green: number, blue: number];

const EDGE = 16;

/** Sixteen pixels square, a value for each quarter: left and right above, left and right below. */
const quarters = <Value>(values: readonly Value[]): Value[] =>
  Array.from({ length: EDGE * EDGE }, (_, pixel) => {
    const [column, row] = [pixel % EDGE, Math.floor(pixel / EDGE)];
    return values[(row < EDGE / 2 ? 0 : 2) + (column < EDGE / 2 ? 0 : 1)]!;
  });

let instances = 0;

/** A picture without a place in the patient, of four quarters. */
const picture = (elements: Elements): Elements => {
  instances += 1;
  return {
    '00080008': ['CS', 'ORIGINAL\\PRIMARY'],
    '00080016': ['UI', '1.2.840.10008.5.1.4.1.1.7'],
    '00080018': ['UI', `1.2.3.9.${String(instances)}`],
    '00080060': ['CS', 'OT'],
    '0020000D': ['UI', '1.2.3.9'],
    '0020000E': ['UI', `1.2.3.9.${String(instances)}.1`],
    '00280002': ['US', 1],
    '00280004': ['CS', 'MONOCHROME2'],
    '00280010': ['US', EDGE],
    '00280011': ['US', EDGE],
    '00280100': ['US', 16],
    '00280101': ['US', 16],
    '00280102': ['US', 15],
    '00280103': ['US', 0],
    ...elements,
  };
};

const words = (values: readonly number[]): Elements => ({
  '7FE00010': ['OW', quarters(values.map((v) => v & 0xffff))],
});
const bytes = (values: readonly number[]): Elements => ({
  '00280100': ['US', 8],
  '00280101': ['US', 8],
  '00280102': ['US', 7],
  '7FE00010': ['OB', Uint8Array.from(quarters(values))],
});
const colours = (photometric: string, values: readonly Colour[], byPlane = false): Elements => {
  const pixels = quarters(values);
  const samples = byPlane ? [0, 1, 2].flatMap((sample) => pixels.map((pixel) => pixel[sample]!)) : pixels.flat();
  return {
    ...bytes([]),
    '00280002': ['US', 3],
    '00280004': ['CS', photometric],
    '00280006': ['US', byPlane ? 1 : 0],
    '7FE00010': ['OB', Uint8Array.from(samples)],
  };
};
const windowed = (center: number, width: number): Elements => ({
  '00281050': ['DS', String(center)],
  '00281051': ['DS', String(width)],
});
const palette = (
  entries: number,
  bits: number,
  vr: string,
  tables: readonly (readonly number[])[],
  segmented = false,
): Elements =>
  Object.fromEntries(
    tables.flatMap((table, index) => [
      [`0028110${String(index + 1)}`, ['US', [entries, 0, bits]]],
      [`002812${segmented ? '2' : '0'}${String(index + 1)}`, [vr, table]],
    ]),
  );

const greys = (...values: readonly number[]): readonly Colour[] => values.map((value) => [value, value, value]);
/** Linear window (PS3.3 C.11.2.1.2.1), kept within a byte. */
const linear = (center: number, width: number, value: number): number =>
  255 * Math.min(1, Math.max(0, (value - (center - 0.5)) / (width - 1) + 0.5));

const RED_YBR: Colour = [76, 85, 255];
const BLUE_YBR: Colour = [29, 255, 107];
const WHITE_YBR: Colour = [255, 128, 128];
const BLACK_YBR: Colour = [0, 128, 128];
/** PS3.3 C.7.6.3.1.2 of the four above. */
const FROM_YBR: readonly Colour[] = [
  [254, 0, 0],
  [0, 0, 254],
  [255, 255, 255],
  [0, 0, 0],
];

const CASES: readonly (readonly [title: string, elements: Elements, expected: readonly Colour[]])[] = [
  ['grey values with a window', { ...bytes([0, 64, 128, 255]), ...windowed(128, 256) }, greys(0, 64, 128, 255)],
  [
    'MONOCHROME1, inverted once',
    { ...bytes([0, 64, 128, 255]), ...windowed(128, 256), '00280004': ['CS', 'MONOCHROME1'] },
    greys(255, 191, 127, 0),
  ],
  [
    'signed values with a slope and an intercept',
    {
      ...words([-100, 12, 40, 100]),
      ...windowed(0, 401),
      '00280103': ['US', 1],
      '00281052': ['DS', '-24'],
      '00281053': ['DS', '2'],
    },
    greys(...[-224, 0, 56, 176].map((value) => linear(0, 401, value))),
  ],
  [
    'signed values of twelve bits with an overlay in bit 15, and no sign in the bits between',
    {
      ...words([-100 & 0xfff, (-50 & 0xfff) | 0x8000, 0x8000, 100]),
      ...windowed(0, 201),
      '00280101': ['US', 12],
      '00280102': ['US', 11],
      '00280103': ['US', 1],
    },
    greys(...[-100, -50, 0, 100].map((value) => linear(0, 201, value))),
  ],
  [
    'unsigned values in the upper twelve bits, with something else below',
    {
      ...words([0x0000, (100 << 4) | 15, (200 << 4) | 1, 255 << 4]),
      ...windowed(128, 256),
      '00280101': ['US', 12],
      '00280102': ['US', 15],
    },
    greys(0, 100, 200, 255),
  ],
  [
    'no window: all values from the lowest to the highest',
    { ...words([100, 200, 300, 400]), '00280101': ['US', 12], '00280102': ['US', 11] },
    greys(0, 85, 170, 255),
  ],
  [
    'padding of the highest value: background, and no part of the window',
    { ...words([100, 200, 300, 65535]), '00280120': ['US', 65535] },
    greys(0, 127.5, 255, 0),
  ],
  [
    'padding from a range, inverted: background, too',
    {
      ...words([100, 200, 300, 4]),
      '00280004': ['CS', 'MONOCHROME1'],
      '00280120': ['US', 0],
      '00280121': ['US', 9],
    },
    greys(255, 127.5, 0, 0),
  ],
  [
    'a VOI LUT without a window, as the straight line that it nearly is',
    {
      ...words([1000, 1064, 1128, 1255]),
      '00283010': [
        'SQ',
        [
          {
            '00283002': ['US', [256, 1000, 8]],
            '00283006': ['OW', Array.from({ length: 256 }, (_, index) => index)],
          },
        ],
      ],
    },
    greys(0, 64, 128, 255),
  ],
  [
    'a window with its function named',
    { ...bytes([0, 64, 128, 255]), ...windowed(128, 256), '00281056': ['CS', 'LINEAR'] },
    greys(0, 64, 128, 255),
  ],
  [
    'a sigmoid window',
    { ...bytes([96, 128, 160, 255]), ...windowed(128, 64), '00281056': ['CS', 'SIGMOID'] },
    // 255 / (1 + exp(-4 (x - 128) / 64)), PS3.3 C.11.2.1.3.1.
    greys(30.4, 127.5, 224.6, 254.9),
  ],
  [
    'a palette of eight bits, two entries a word',
    {
      ...bytes([0, 1, 2, 3]),
      '00280004': ['CS', 'PALETTE COLOR'],
      ...palette(4, 8, 'OW', [
        [0xff00, 0x4020],
        [0x00ff, 0x6020],
        [0x0000, 0x8040],
      ]),
    },
    [
      [0, 255, 0],
      [255, 0, 0],
      [32, 32, 64],
      [64, 96, 128],
    ],
  ],
  [
    'a palette of sixteen bits of which one colour keeps below 256',
    {
      ...bytes([0, 1, 2, 3]),
      '00280004': ['CS', 'PALETTE COLOR'],
      ...palette(4, 16, 'OW', [
        [0, 0, 0, 255],
        [0, 0x4000, 0x8000, 0xff00],
        [0x1000, 0, 0, 0x2000],
      ]),
    },
    [
      [0, 0, 16],
      [0, 64, 0],
      [0, 128, 0],
      [0, 255, 32],
    ],
  ],
  [
    'a palette in segments',
    {
      ...bytes([0, 1, 2, 3]),
      '00280004': ['CS', 'PALETTE COLOR'],
      // One entry, then a straight line of three steps to the last.
      ...palette(
        4,
        16,
        'OW',
        [
          [0, 1, 0, 1, 3, 0xc000],
          [0, 1, 0xc000, 1, 3, 0],
          [0, 1, 0x4000, 1, 3, 0x4000],
        ],
        true,
      ),
    },
    [
      [0, 192, 64],
      [64, 128, 64],
      [128, 64, 64],
      [192, 0, 64],
    ],
  ],
  ['luminance and chrominance', colours('YBR_FULL', [RED_YBR, BLUE_YBR, WHITE_YBR, BLACK_YBR]), FROM_YBR],
  [
    'luminance and chrominance by plane',
    colours('YBR_FULL', [RED_YBR, BLUE_YBR, WHITE_YBR, BLACK_YBR], true),
    FROM_YBR,
  ],
  [
    'chrominance shared by two pixels',
    {
      ...colours('YBR_FULL_422', []),
      '7FE00010': [
        'OB',
        Uint8Array.from(
          quarters([RED_YBR, BLUE_YBR, WHITE_YBR, BLACK_YBR]).flatMap(([y, b, r], index) =>
            index % 2 === 0 ? [y, y, b, r] : [],
          ),
        ),
      ],
    },
    FROM_YBR,
  ],
  [
    'red, green and blue by plane',
    colours(
      'RGB',
      [
        [200, 0, 0],
        [0, 150, 0],
        [0, 0, 100],
        [10, 20, 30],
      ],
      true,
    ),
    [
      [200, 0, 0],
      [0, 150, 0],
      [0, 0, 100],
      [10, 20, 30],
    ],
  ],
  [
    'colours of sixteen bits',
    {
      '00280002': ['US', 3],
      '00280004': ['CS', 'RGB'],
      '00280006': ['US', 0],
      '7FE00010': [
        'OW',
        quarters([
          [0xc800, 0, 0],
          [0, 0x9600, 0],
          [0, 0, 0x6400],
          [0xffff, 0xffff, 0xffff],
        ]).flat(),
      ],
    },
    [
      [200, 0, 0],
      [0, 150, 0],
      [0, 0, 100],
      [255, 255, 255],
    ],
  ],
  [
    'one bit a pixel',
    {
      '00280100': ['US', 1],
      '00280101': ['US', 1],
      '00280102': ['US', 0],
      '7FE00010': [
        'OB',
        Uint8Array.from(
          Array.from({ length: EDGE * 2 }, (_, index) => (index < EDGE ? [0xff, 0] : [0, 0xff])[index % 2]!),
        ),
      ],
    },
    greys(255, 0, 0, 255),
  ],
  [
    'floating point numbers',
    {
      ...without(['00280101', '00280102', '00280103']),
      '00280100': ['US', 32],
      ...windowed(0.5, 2),
      '00281056': ['CS', 'LINEAR_EXACT'],
      '7FE00008': ['OF', quarters([-0.5, 0, 0.5, 1])],
    },
    greys(0, 63.75, 127.5, 191.25),
  ],
];

/** Elements that a picture has and that are to be left out. */
function without(tags: readonly string[]): Elements {
  return Object.fromEntries(tags.map((tag) => [tag, undefined])) as unknown as Elements;
}

const fileOf = (elements: Elements): { name: string; mimeType: string; buffer: Buffer } => ({
  name: 'synthetic.dcm',
  mimeType: 'application/dicom',
  buffer: Buffer.from(
    part10(
      Object.fromEntries(Object.entries(picture(elements)).filter(([, value]) => (value as unknown) !== undefined)),
      EXPLICIT,
    ),
  ),
});

/** The colours on the screen in the middle of each quarter. */
const shownColours = (page: Page): Promise<readonly Colour[]> =>
  page.evaluate(async (edge) => {
    const { stage, tools } = (document.querySelector('tipcheck-viewer') as unknown as Inside).machinery;
    const [element] = stage.elements;
    const drawn = element?.querySelector('canvas');
    // Between two pictures there is none, or one without a size yet.
    if (!element || !drawn?.width || !drawn.clientWidth) return [];
    const view = (await tools.marking.load()).viewOf(element);
    const copy = document.createElement('canvas');
    [copy.width, copy.height] = [drawn.width, drawn.height];
    const context = copy.getContext('2d')!;
    context.drawImage(drawn, 0, 0);
    const perCss = drawn.width / drawn.clientWidth;
    return [
      [edge / 4, edge / 4],
      [(3 * edge) / 4, edge / 4],
      [edge / 4, (3 * edge) / 4],
      [(3 * edge) / 4, (3 * edge) / 4],
    ].map((at) => {
      const [x, y] = view?.canvasOf(at) ?? [0, 0];
      const [red = 0, green = 0, blue = 0] = context.getImageData(
        Math.round(x * perCss),
        Math.round(y * perCss),
        1,
        1,
      ).data;
      return [red, green, blue] as const;
    });
  }, EDGE);

/** Rounding of the picture and of the card that draws it. */
const isNear = (found: readonly Colour[], expected: readonly Colour[]): boolean =>
  expected.every((colour, quarter) =>
    colour.every((value, sample) => Math.abs((found[quarter]?.[sample] ?? NaN) - value) <= 3),
  );

const expectShown = async (page: Page, expected: readonly Colour[]): Promise<void> => {
  let found: readonly Colour[] = [];
  // Between two pictures a view may have nothing that can be asked yet.
  await expect(async () => {
    found = await shownColours(page);
    expect(isNear(found, expected)).toBe(true);
  })
    .toPass({ timeout: 15_000 })
    .catch(() => expect(found, 'the colours in the middle of the quarters').toEqual(expected));
};

test('what is shown has the grey values and colours that the standard gives it', { tag: '@both' }, async ({ page }) => {
  test.setTimeout(180_000);
  await openViewer(page);
  const input = page.locator('input[type=file]').first();
  for (const [title, elements, expected] of CASES) {
    await test.step(title, async () => {
      await input.setInputFiles([fileOf(elements)]);
      await expectShown(page, expected);
    });
  }
  await noPageErrors(page);
});

test(
  'pictures in colours that take each other’s place are each shown as they are, and inverted',
  { tag: '@both' },
  async ({ page }) => {
    const dyes = [
      [200, 0, 0],
      [0, 150, 0],
      [0, 0, 100],
      [10, 20, 30],
    ] as const;
    const samples = ['one', 'other'].map((id) => ({
      id,
      title: id,
      modality: 'US',
      description: '',
      folder: id,
      files: ['a.dcm'],
    }));
    await page.route('**/index.json', (route) => route.fulfill({ json: { samples } }));
    for (const [id, shown] of [
      ['one', dyes],
      ['other', dyes.toReversed()],
    ] as const)
      await page.route(`**/${id}/a.dcm`, (route) =>
        route.fulfill({ body: fileOf(colours('RGB', shown)).buffer, contentType: 'application/dicom' }),
      );
    await openViewer(page, './?');
    await expectShown(page, dyes);
    for (const [title, shown] of [
      ['other', dyes.toReversed()],
      ['one', dyes],
      ['other', dyes.toReversed()],
    ] as const) {
      await chooseSample(page, title);
      await expectShown(page, shown);
    }
    await noPageErrors(page);
  },
);

test('frames that are rescaled each by its own slope are shown so', { tag: '@both' }, async ({ page }) => {
  const rescaled = (slope: number, intercept: number): Elements => ({
    '00289145': [
      'SQ',
      [{ '00281052': ['DS', String(intercept)], '00281053': ['DS', String(slope)], '00281054': ['LO', 'US'] }],
    ],
  });
  const values = [0, 50, 100, 200];
  await openViewer(page);
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles([
      fileOf({
        '00280008': ['IS', 2],
        '52009229': ['SQ', [{ '00289132': ['SQ', [windowed(128, 256)]] }]],
        '52009230': ['SQ', [rescaled(1, 0), rescaled(2, -100)]],
        '7FE00010': ['OW', [...quarters(values), ...quarters(values)]],
      }),
    ]);
  await expect(page.locator('output')).toContainText('2 of');
  await expectShown(page, greys(0, 0, 100, 255));
  await page.locator('tipcheck-viewer').focus();
  await page.keyboard.press('[');
  await expectShown(page, greys(0, 50, 100, 200));
  await noPageErrors(page);
});

alone.test('without WebGL a picture that needs it isn’t drawn wrongly: the reason is told', async ({ page }) => {
  await withoutWebGl(page);
  await openViewer(page);
  const [, elements] = CASES.find(([title]) => title === 'floating point numbers') ?? [];
  if (!elements) throw new Error('no such case');
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles([fileOf(elements)]);
  await expect(page.getByRole('alert')).toContainText('could not be drawn: its values or its window need WebGL 2');
  await expect(page.locator('.viewport')).toHaveCount(0);
});
