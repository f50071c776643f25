// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.Fingerprint;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Uid;
import org.oneway.engine.item.Version;
import org.oneway.engine.similar.FieldChange;
import org.oneway.engine.state.Origin;
import org.oneway.engine.state.Pairing;
import org.oneway.engine.state.Seen;

/** Operations as bytes; read only by the version of Oneway that wrote them. */
final class OperationCodec {
  private OperationCodec() {}

  static void write(Operation operation, DataOutputStream out) throws IOException {
    out.writeLong(operation.id());
    writeString(operation.action().name(), out);
    writeString(operation.row().name(), out);
    write(operation.pairing(), out);
    out.writeBoolean(operation.known());
    writeOptional(operation.reference().map(Reference::value), out);
    writeOptional(operation.expected().map(Version::value), out);
    writeString(operation.from().value(), out);
    writeString(operation.to().value(), out);
    out.writeLong(operation.send());
    out.writeLong(operation.base());
    out.writeLong(operation.there());
    writeString(operation.title(), out);
    out.writeInt(operation.changes().size());
    for (FieldChange change : operation.changes()) {
      writeString(change.path(), out);
      writeOptional(change.before().map(JsonNode::toString), out);
      writeOptional(change.after().map(JsonNode::toString), out);
    }
    out.writeInt(operation.reasons().size());
    for (String reason : operation.reasons()) {
      writeString(reason, out);
    }
    out.writeInt(operation.findings().size());
    for (Finding finding : operation.findings()) {
      writeString(finding.level().name(), out);
      writeString(finding.property(), out);
      writeString(finding.place(), out);
      writeString(finding.reason(), out);
    }
  }

  static Operation read(DataInputStream in) throws IOException {
    long id = in.readLong();
    Operation.Action action = Operation.Action.valueOf(readString(in));
    Row row = Row.valueOf(readString(in));
    Pairing pairing = readPairing(in);
    boolean known = in.readBoolean();
    Optional<Reference> reference = readOptional(in).map(Reference::new);
    Optional<Version> expected = readOptional(in).map(Version::new);
    FolderId from = new FolderId(readString(in));
    FolderId to = new FolderId(readString(in));
    long send = in.readLong();
    long base = in.readLong();
    long there = in.readLong();
    String title = readString(in);
    List<FieldChange> changes = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      changes.add(new FieldChange(readString(in), readJson(in), readJson(in)));
    }
    List<String> reasons = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      reasons.add(readString(in));
    }
    List<Finding> findings = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      findings.add(
          new Finding(
              Finding.Level.valueOf(readString(in)),
              readString(in),
              readString(in),
              readString(in)));
    }
    return new Operation(
        id,
        action,
        pairing.folder(),
        row,
        pairing,
        known,
        reference,
        expected,
        from,
        to,
        send,
        base,
        there,
        title,
        changes,
        reasons,
        findings);
  }

  private static void write(Pairing pairing, DataOutputStream out) throws IOException {
    out.writeInt(pairing.number());
    out.writeInt(pairing.folder());
    writeString(pairing.kind().word(), out);
    writeString(pairing.sourceUid().value(), out);
    writeString(pairing.targetUid().value(), out);
    out.writeBoolean(pairing.origin() == Origin.CREATED);
    write(pairing.source(), out);
    write(pairing.target(), out);
    writeString(pairing.targetFolder().value(), out);
    write(pairing.left(), out);
    out.writeInt(pairing.ownFields());
    writeOptional(pairing.updated().map(Instant::toString), out);
    out.writeInt(pairing.notices().size());
    for (Pairing.Notice notice : pairing.notices()) {
      writeString(notice.name(), out);
    }
  }

  private static Pairing readPairing(DataInputStream in) throws IOException {
    int number = in.readInt();
    int folder = in.readInt();
    Kind kind = Kind.ofWord(readString(in)).orElseThrow();
    Uid sourceUid = new Uid(readString(in));
    Uid targetUid = new Uid(readString(in));
    Origin origin = in.readBoolean() ? Origin.CREATED : Origin.ADOPTED;
    Seen source = readSeen(in);
    Seen target = readSeen(in);
    FolderId targetFolder = new FolderId(readString(in));
    Fingerprint left = readFingerprint(in);
    int ownFields = in.readInt();
    Optional<Instant> updated = readOptional(in).map(Instant::parse);
    Set<Pairing.Notice> notices = EnumSet.noneOf(Pairing.Notice.class);
    for (int more = in.readInt(); more > 0; more--) {
      notices.add(Pairing.Notice.valueOf(readString(in)));
    }
    return new Pairing(
        number,
        folder,
        kind,
        sourceUid,
        targetUid,
        origin,
        source,
        target,
        targetFolder,
        left,
        ownFields,
        updated,
        notices);
  }

  private static void write(Seen seen, DataOutputStream out) throws IOException {
    writeString(seen.reference().value(), out);
    writeOptional(seen.version().map(Version::value), out);
    write(seen.fingerprint(), out);
  }

  private static Seen readSeen(DataInputStream in) throws IOException {
    return new Seen(
        new Reference(readString(in)), readOptional(in).map(Version::new), readFingerprint(in));
  }

  private static void write(Fingerprint fingerprint, DataOutputStream out) throws IOException {
    out.writeInt(fingerprint.rules());
    writeString(fingerprint.hash(), out);
  }

  private static Fingerprint readFingerprint(DataInputStream in) throws IOException {
    return new Fingerprint(in.readInt(), readString(in));
  }

  static void writeString(String value, DataOutputStream out) throws IOException {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  static String readString(DataInputStream in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static void writeOptional(Optional<String> value, DataOutputStream out)
      throws IOException {
    out.writeBoolean(value.isPresent());
    if (value.isPresent()) {
      writeString(value.get(), out);
    }
  }

  private static Optional<String> readOptional(DataInputStream in) throws IOException {
    return in.readBoolean() ? Optional.of(readString(in)) : Optional.empty();
  }

  private static Optional<JsonNode> readJson(DataInputStream in) throws IOException {
    Optional<String> text = readOptional(in);
    return text.isPresent() ? Optional.of(Json.MAPPER.readTree(text.get())) : Optional.empty();
  }
}
