import { type Browser, chromium, type Page } from "@playwright/test";
import { weighScripts } from "../e2e/support/script-bytes";

/** What one reader of the overview sees and waits for. */
export interface BrowserTiming {
  /** Compressed bytes of the scripts that the first visit fetches, over the wire. */
  readonly scriptBytes: number;
  /** Milliseconds to the largest contentful paint, of each visit; the first has nothing cached. */
  readonly paints: readonly number[];
  /** Milliseconds from each press or click to the next frame, as the browser counts them. */
  readonly interactions: readonly number[];
  /** Frames a second while a zoom is dragged over the chart, and the longest wait for one, in milliseconds. */
  readonly fps: number;
  readonly longestFrame: number;
}

const BROWSER = process.env.FLOWGLASS_TEST_BROWSER ?? "/usr/bin/chromium";
const VISITS = 5;
const DRAG_STEPS = 120;

/** What the page notes of itself; set before any of its scripts runs. */
interface Noted {
  paint: number;
  events: number[];
  frames: number[];
}
declare global {
  interface Window {
    noted: Noted;
  }
}

function watch(): void {
  window.noted = { paint: 0, events: [], frames: [] };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.noted.paint = entry.startTime;
  }).observe({ type: "largest-contentful-paint", buffered: true });
  const options: PerformanceObserverInit & { durationThreshold: number } = {
    type: "event",
    buffered: true,
    durationThreshold: 16,
  };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if ("interactionId" in entry && Number(entry.interactionId) > 0) window.noted.events.push(entry.duration);
    }
  }).observe(options);
}

/** As text: a function with a name would be built with helpers that the page does not have. */
const NOTE_FRAMES = "(function note(at) { if (at) noted.frames.push(at); requestAnimationFrame(note); })()";

async function open(page: Page, url: string): Promise<number> {
  await page.goto(url, { waitUntil: "load" });
  await page.getByRole("slider", { name: /Buckets of the chart/ }).waitFor();
  await page.locator("main :text-is('Top pairs')").waitFor();
  // The live connection stays open, so the network is never idle; what comes by itself comes within this time.
  await page.waitForTimeout(1500);
  return page.evaluate(() => window.noted.paint);
}

/** What a reader does with the controls of the page. */
async function interact(page: Page): Promise<number[]> {
  for (const name of ["Packets", "Flows", "Bytes"]) {
    await page
      .getByRole("radio", { name, exact: true })
      .or(page.getByRole("button", { name, exact: true }))
      .first()
      .click();
    await page.waitForTimeout(300);
  }
  for (const key of ["t", "Escape", "?", "Escape", "ControlOrMeta+k", "Escape"]) {
    await page.keyboard.press(key);
    await page.waitForTimeout(300);
  }
  return page.evaluate(() => window.noted.events);
}

/** Drags over the chart and gives the moments of the frames meanwhile. */
async function drag(page: Page): Promise<number[]> {
  const box = await page.getByRole("slider", { name: /Buckets of the chart/ }).boundingBox();
  if (!box) throw new Error("The chart has no place on the page.");
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width * 0.2, y);
  await page.mouse.down();
  await page.evaluate(NOTE_FRAMES);
  for (let step = 0; step < DRAG_STEPS; step++) {
    await page.mouse.move(box.x + box.width * (0.2 + (0.6 * step) / DRAG_STEPS), y);
  }
  const frames = await page.evaluate(() => window.noted.frames);
  await page.keyboard.press("Escape");
  await page.mouse.up();
  return frames;
}

async function visit(browser: Browser, url: string): Promise<BrowserTiming> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(watch);
  const weight = await weighScripts(await context.newCDPSession(page));
  const paints = [await open(page, url)];
  const scriptBytes = weight();
  for (let n = 1; n < VISITS; n++) paints.push(await open(page, url));
  const interactions = await interact(page);
  const frames = await drag(page);
  await context.close();
  const gaps = frames.slice(1).map((at, n) => at - (frames[n] ?? at));
  const seconds = gaps.reduce((sum, gap) => sum + gap, 0) / 1000;
  return { scriptBytes, paints, interactions, fps: gaps.length / seconds, longestFrame: Math.max(...gaps) };
}

/** Opens the overview of a running server in Chromium, uses it, and measures. */
export async function measureBrowser(url: string): Promise<BrowserTiming> {
  const args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"];
  const browser = await chromium.launch({ executablePath: BROWSER, args });
  try {
    return await visit(browser, url);
  } finally {
    await browser.close();
  }
}
