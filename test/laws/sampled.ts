// Around the laws of a run: says at its end where only a sample was played, and how to play all.
import { playsAll } from "./seeds.ts";

/** The answer is to be called at the end. */
export default function setup(): () => void {
  return () => {
    if (!playsAll)
      process.stdout.write(
        "\nThe laws were held over a sample of their histories, and a sample of what ships was played again. More of it: npm run test:all\n",
      );
  };
}
