// Properties draw the same cases on every run, so that a run tells about the code and not about chance.
import fc from "fast-check";

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: 20_261_120 });
