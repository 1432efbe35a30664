// The entry of the server: `npm start`. Webhooks come in, incidents are looked at, what is due is done.
import { composeServer } from "./server/compose.ts";
import { runServer } from "./server/run.ts";

await runServer(composeServer);
