import eu.europa.esig.dss.evidencerecord.asn1.validation.ASN1EvidenceRecordAnalyzer;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.model.ReferenceValidation;
import eu.europa.esig.dss.spi.x509.evidencerecord.EvidenceRecord;
import eu.europa.esig.dss.spi.x509.tsp.TimestampToken;
import java.io.File;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.operator.DigestCalculator;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.bc.BcDigestCalculatorProvider;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.ers.ERSArchiveTimeStampGenerator;
import org.bouncycastle.tsp.ers.ERSByteData;
import org.bouncycastle.tsp.ers.ERSData;
import org.bouncycastle.tsp.ers.ERSDataGroup;
import org.bouncycastle.tsp.ers.ERSEvidenceRecord;
import org.bouncycastle.tsp.ers.ERSEvidenceRecordGenerator;

/**
 * Evidence records by other people's code: DSS of the European Commission checks one, Bouncy Castle
 * makes some.
 */
final class Records {
  private static final DigestCalculatorProvider DIGESTS = new BcDigestCalculatorProvider();

  public static void main(String[] arguments) throws Exception {
    List<String> rest = Arrays.asList(arguments).subList(1, arguments.length);
    switch (arguments[0]) {
      case "check" -> check(rest);
      case "make" -> make(rest.get(0), rest.get(1), rest.subList(2, rest.size()));
      case "token" -> token(Path.of(rest.get(0)), Path.of(rest.get(1)));
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  /** check RECORD FILE|FOLDER: exit 0 where DSS finds every hash and every time stamp right. */
  private static void check(List<String> paths) throws Exception {
    try {
      List<DSSDocument> documents = new ArrayList<>();
      for (Path file : files(Path.of(paths.get(1)))) {
        documents.add(new FileDocument(file.toFile()));
      }
      ASN1EvidenceRecordAnalyzer analyzer =
          new ASN1EvidenceRecordAnalyzer(new FileDocument(new File(paths.get(0))));
      analyzer.setDetachedContents(documents);
      EvidenceRecord record = analyzer.getEvidenceRecord();
      List<String> wrong = new ArrayList<>();
      for (ReferenceValidation one : record.getReferenceValidation()) {
        if (!one.isFound() || !one.isIntact()) {
          wrong.add("a hash that no file has: " + one.getType());
        }
      }
      if (record.getReferenceValidation().size() != documents.size()) {
        wrong.add("%d hashes, %d files".formatted(record.getReferenceValidation().size(), documents.size()));
      }
      for (TimestampToken stamp : record.getTimestamps()) {
        boolean signed = stamp.getCertificates().stream().anyMatch(stamp::isSignedBy);
        if (!stamp.isMessageImprintDataIntact() || !signed || !stamp.areReferenceValidationsValid()) {
          wrong.add("time stamp of " + stamp.getGenerationTime());
        }
      }
      System.out.printf("%d time stamps, %d files: %s%n", record.getTimestamps().size(), documents.size(), wrong.isEmpty() ? "intact" : wrong);
      System.exit(wrong.isEmpty() && !record.getTimestamps().isEmpty() ? 0 : 1);
    } catch (RuntimeException e) {
      System.out.println("refused: " + e.getMessage());
      System.exit(1);
    }
  }

  /** make FOLDER URL BUNDLE…: records of the bundles, renewed by a time stamp, and by SHA-512. */
  private static void make(String folder, String url, List<String> bundles) throws Exception {
    DigestCalculator sha256 = digest(NISTObjectIdentifiers.id_sha256);
    DigestCalculator sha512 = digest(NISTObjectIdentifiers.id_sha512);
    ERSArchiveTimeStampGenerator generator = new ERSArchiveTimeStampGenerator(sha256);
    List<ERSData> groups = new ArrayList<>();
    for (String bundle : bundles) {
      groups.add(group(Path.of(bundle)));
    }
    generator.addAllData(groups);
    TimeStampRequestGenerator requests = new TimeStampRequestGenerator();
    requests.setCertReq(true);
    TimeStampResponse answer =
        asked(url, generator.generateTimeStampRequest(requests, BigInteger.ONE));
    List<ERSEvidenceRecord> records =
        new ERSEvidenceRecordGenerator(DIGESTS).generate(generator.generateArchiveTimeStamps(answer));
    for (int i = 0; i < records.size(); i++) {
      String name = Path.of(bundles.get(i)).getFileName().toString();
      ERSEvidenceRecord first = records.get(i);
      write(folder, name, "created", first);
      ERSEvidenceRecord renewed =
          first.renewTimeStamp(
              asked(url, first.generateTimeStampRenewalRequest(requests, BigInteger.TWO)));
      write(folder, name, "renewed", renewed);
      ERSData data = group(Path.of(bundles.get(i)));
      write(
          folder,
          name,
          "rehashed",
          renewed.renewHash(
              sha512,
              data,
              asked(url, renewed.generateHashRenewalRequest(sha512, data, requests, BigInteger.TEN))));
    }
  }

  /** token RECORD FILE: writes its first time stamp, and says the root that it should be of. */
  private static void token(Path record, Path file) throws Exception {
    byte[] bytes = Files.readAllBytes(record);
    Files.write(
        file,
        org.bouncycastle.asn1.tsp.EvidenceRecord.getInstance(bytes)
            .getArchiveTimeStampSequence()
            .getArchiveTimeStampChains()[0]
            .getArchiveTimestamps()[0]
            .getTimeStamp()
            .getEncoded(ASN1Encoding.DL));
    System.out.println(
        HexFormat.of().formatHex(new ERSEvidenceRecord(bytes, DIGESTS).getPrimaryRootHash()));
  }

  private static DigestCalculator digest(ASN1ObjectIdentifier algorithm) throws Exception {
    return DIGESTS.get(new AlgorithmIdentifier(algorithm));
  }

  private static ERSData group(Path bundle) throws Exception {
    List<ERSData> all = new ArrayList<>();
    for (Path file : files(bundle)) {
      all.add(new ERSByteData(Files.readAllBytes(file)));
    }
    return new ERSDataGroup(all);
  }

  private static List<Path> files(Path path) throws Exception {
    try (Stream<Path> walked = Files.walk(path)) {
      return walked.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static TimeStampResponse asked(String url, TimeStampRequest request) throws Exception {
    HttpRequest post =
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/timestamp-query")
            .POST(HttpRequest.BodyPublishers.ofByteArray(request.getEncoded()))
            .build();
    return new TimeStampResponse(
        HttpClient.newHttpClient().send(post, HttpResponse.BodyHandlers.ofByteArray()).body());
  }

  private static void write(String folder, String name, String how, ERSEvidenceRecord record)
      throws Exception {
    Path place = Files.createDirectories(Path.of(folder, how));
    Files.write(place.resolve(name + ".ers"), record.getEncoded());
  }
}
