// The private key of the apps in tests: to make one takes a tenth of a second and more, and no test asks which it is.
import { generateKeyPairSync } from "node:crypto";

/** An RSA key in PKCS #8 as PEM, one for each worker. */
export const privateKey: string = generateKeyPairSync("rsa", { modulusLength: 2048 })
  .privateKey.export({ type: "pkcs8", format: "pem" })
  .toString();
