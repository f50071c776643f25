// SPDX-License-Identifier: Apache-2.0
package org.oneway.state.h2;

import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.oneway.engine.item.Fingerprint;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Uid;
import org.oneway.engine.item.Version;
import org.oneway.engine.state.Origin;
import org.oneway.engine.state.Pairing;
import org.oneway.engine.state.Seen;

/** A pairing as columns, which tables pairing and intent share. */
final class PairingRow {
  /** All but the number, in the order of {@link #write} and {@link #read}. */
  static final String COLUMNS =
      "folder, kind, source_uid, target_uid, origin,"
          + " source_reference, source_version, source_rules, source_hash,"
          + " target_reference, target_version, target_rules, target_hash, target_folder,"
          + " left_rules, left_hash, own_fields, updated_second, updated_nano, notices";

  private static final Pattern COMMA = Pattern.compile(",");

  private PairingRow() {}

  static void write(RowWriter row, Pairing pairing) throws SQLException {
    Fingerprint source = pairing.source().fingerprint();
    Fingerprint target = pairing.target().fingerprint();
    row.integer(pairing.folder())
        .text(pairing.kind().name())
        .text(pairing.sourceUid().value())
        .text(unlessSame(pairing.targetUid(), pairing.sourceUid()))
        .text(pairing.origin().name())
        .text(pairing.source().reference().value())
        .text(pairing.source().version())
        .integer(source.rules())
        .text(source.hash())
        .text(pairing.target().reference().value())
        .text(pairing.target().version());
    write(row, unlessSame(target, source));
    row.text(pairing.targetFolder().value());
    write(row, unlessSame(pairing.left(), target));
    row.integer(pairing.ownFields());
    if (pairing.updated().isPresent()) {
      row.instant(pairing.updated().get());
    } else {
      row.nothing(Types.BIGINT).nothing(Types.INTEGER);
    }
    row.text(pairing.notices().stream().map(Enum::name).sorted().collect(Collectors.joining(",")));
  }

  private static void write(RowWriter row, Optional<Fingerprint> fingerprint) throws SQLException {
    if (fingerprint.isPresent()) {
      row.integer(fingerprint.get().rules()).text(fingerprint.get().hash());
    } else {
      row.nothing(Types.INTEGER).nothing(Types.VARCHAR);
    }
  }

  private static <T> Optional<T> unlessSame(T value, T other) {
    return value.equals(other) ? Optional.empty() : Optional.of(value);
  }

  /** The pairing in these columns, with this number. */
  static Pairing read(RowReader row, int number) throws SQLException {
    int folder = row.integer();
    Kind kind = Kind.valueOf(row.text());
    Uid sourceUid = new Uid(row.text());
    Uid targetUid = row.optionalText().map(Uid::new).orElse(sourceUid);
    Origin origin = Origin.valueOf(row.text());
    Seen source =
        new Seen(
            new Reference(row.text()),
            row.optionalText().map(Version::new),
            new Fingerprint(row.integer(), row.text()));
    Seen target =
        new Seen(
            new Reference(row.text()),
            row.optionalText().map(Version::new),
            fingerprint(row).orElse(source.fingerprint()));
    FolderId targetFolder = new FolderId(row.text());
    Fingerprint left = fingerprint(row).orElse(target.fingerprint());
    int ownFields = row.integer();
    Optional<Instant> updated = instant(row);
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
        notices(row.text()));
  }

  private static Optional<Fingerprint> fingerprint(RowReader row) throws SQLException {
    OptionalLong rules = row.optionalBig();
    Optional<String> hash = row.optionalText();
    return hash.map(text -> new Fingerprint(Math.toIntExact(rules.orElse(0)), text));
  }

  private static Optional<Instant> instant(RowReader row) throws SQLException {
    OptionalLong second = row.optionalBig();
    OptionalLong nano = row.optionalBig();
    return second.isPresent()
        ? Optional.of(Instant.ofEpochSecond(second.getAsLong(), nano.orElse(0)))
        : Optional.empty();
  }

  private static Set<Pairing.Notice> notices(String names) {
    return names.isEmpty()
        ? Set.of()
        : COMMA.splitAsStream(names).map(Pairing.Notice::valueOf).collect(Collectors.toSet());
  }
}
