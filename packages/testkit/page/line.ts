export interface Line {
  readonly label: string;
  readonly values: ArrayLike<number>;
  /** Values to show in the legend where the drawn ones are sums (stacked charts). */
  readonly shownValues?: ArrayLike<number>;
  /** Name of a colour in the style sheet. */
  readonly colour: string;
  readonly width?: number;
  readonly dash?: readonly number[];
  /** Filled down to zero. */
  readonly fill?: boolean;
  readonly points?: boolean;
  /** Drawn as steps that last until the next value. */
  readonly step?: boolean;
  /** Background lines have no place in the legend. */
  readonly quiet?: boolean;
  readonly hidden?: boolean;
}
