interface SparklineProps {
  values: readonly number[];
  color: string;
  /** The largest value of the scale; by default the largest that is drawn. */
  max?: number;
}

const WIDTH = 100;
const HEIGHT = 28;

/** A small curve without axes. The figure beside it says the same, so it is hidden from screen readers. */
export function Sparkline({ values, color, max }: SparklineProps) {
  const top = Math.max(max ?? 0, ...values, 0);
  const last = Math.max(1, values.length - 1);
  const points = values.map((value, at) => {
    const x = (at / last) * WIDTH;
    const y = HEIGHT - 1 - (value / top) * (HEIGHT - 3);
    return `${x.toFixed(2)},${y.toFixed(2)}`;
  });
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true" className="block h-7 w-full">
      {points.length > 1 && top > 0 ? (
        <>
          <path d={`M0,${HEIGHT} L${points.join(" L")} L${WIDTH},${HEIGHT} Z`} fill={color} opacity="0.14" />
          <path
            d={`M${points.join(" L")}`}
            fill="none"
            stroke={color}
            strokeWidth="1.5"
            vectorEffect="non-scaling-stroke"
          />
        </>
      ) : null}
    </svg>
  );
}
