// The law of the whole, histories 250 to 499: four files, so that they run side by side.
import { describe } from "vitest";
import { holdsOver } from "./whole.ts";

describe("lost, doubled, late and reordered deliveries, downtime, lagging reads, crashes and unclear answers change nothing", () => {
  holdsOver(250, 500);
});
