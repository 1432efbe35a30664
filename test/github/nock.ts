// nock for a file of tests: it stands between Node and the network only while that file runs, which others share a process with.
import nock from "nock";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";

/** Nothing is reached but what a test names; to be called once by a file. */
export function withoutNetwork(): void {
  beforeAll(() => {
    if (!nock.isActive()) nock.activate();
  });
  beforeEach(() => nock.disableNetConnect());
  afterEach(() => {
    nock.abortPendingRequests();
    nock.cleanAll();
    nock.enableNetConnect();
  });
  afterAll(() => nock.restore());
}
