package dev.seaworthy.engine.seal;

/** The checks of an evidence bundle, in the order they are made, each with what it proves. */
public enum BundleCheck {
  LAYOUT("layout", "the files were packed as one whole"),
  MANIFESTS("manifests", "nothing was damaged on the way; not who packed it"),
  INDEX("index", "the owner of the key listed these files"),
  FILES("files", "each file is one that the owner listed, and none is lacking"),
  SEAL("seal", "the owner of the key drew this verdict about this candidate"),
  SIGSTORE("sigstore", "what other tools verify is the same verdict"),
  STATEMENTS(
      "statements", "what the owner says in the words of others is the verdict, and no more"),
  LONG_TERM("long-term", "the owners of the keys that were named signed the verdict, all of them"),
  EVIDENCE("evidence", "the snapshot is the evidence that was judged"),
  DISCLOSURE("disclosure", "what is shown of the evidence is the owner's, whatever is hidden"),
  PLACES("places", "the lines that findings name can be told again"),
  POLICIES("policies", "the policies are those that judged"),
  AUTHORS("authors", "someone trusted to write policies signed each of them"),
  COVERAGE("coverage", "what was seen, and what was not, is told as the verdict tells it"),
  CUSTODY("custody", "who collected, judged and sealed, and that the times follow each other"),
  TIME("time", "no time is yet to come; when it was is the owner's word alone"),
  STAMPS("stamps", "each time stamp is about this verdict's signature; not who made it"),
  ATTESTED("attested", "the signature was there at that time, if those authorities are honest"),
  KEYS("keys", "each key was one to be trusted when it signed"),
  DUTIES("duties", "nobody could do alone what takes two, by the keys that you trust");

  private final String id;
  private final String proves;

  BundleCheck(String id, String proves) {
    this.id = id;
    this.proves = proves;
  }

  /** Whether it is made only of bundles, or by trust roots, that have something for it. */
  boolean isOnDemand() {
    return this == LONG_TERM
        || this == DISCLOSURE
        || this == STAMPS
        || this == ATTESTED
        || this == KEYS;
  }

  /** Its name in reports. */
  public String id() {
    return id;
  }

  /** What is known when it passes, for people. */
  public String proves() {
    return proves;
  }
}
