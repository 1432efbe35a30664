// The law of the whole, histories 0 to 249: four files, so that they run side by side.
import { describe } from "vitest";
import { holdsOver } from "./whole.ts";

describe("lost, doubled, late and reordered deliveries, downtime, lagging reads, crashes and unclear answers change nothing", () => {
  holdsOver(0, 250);
});
