// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.testkit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.Fingerprint;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Uid;
import org.oneway.engine.item.Version;
import org.oneway.engine.state.Bases;
import org.oneway.engine.state.Cursor;
import org.oneway.engine.state.Foreign;
import org.oneway.engine.state.Intent;
import org.oneway.engine.state.Origin;
import org.oneway.engine.state.Pairing;
import org.oneway.engine.state.Pending;
import org.oneway.engine.state.Seen;
import org.oneway.engine.state.Sides;

/** Things to remember, made of a number each. */
final class StateSamples {
  static final Instant MORNING = Instant.parse("2026-11-22T06:14:00.123456789Z");
  static final FolderId CONTACTS = new FolderId("Contacts");

  private StateSamples() {}

  static Reference source(int number) {
    return new Reference("contacts.vcf#urn:uuid:" + number);
  }

  static Reference target(int number) {
    return new Reference("Contacts/" + number + ".vcf");
  }

  static Key key(int number) {
    return new Key(Kind.CONTACT, new Uid("urn:uuid:" + number));
  }

  static Fingerprint fingerprint(String words) {
    return new Fingerprint(1, Integer.toHexString(words.hashCode()));
  }

  /** A contact of folder 0 that we created and nobody edited. */
  static Pairing pairing(int number) {
    return pairing(number, 0, source(number), target(number), CONTACTS, Set.of());
  }

  static Pairing pairing(
      int number,
      int folder,
      Reference source,
      Reference target,
      FolderId targetFolder,
      Set<Pairing.Notice> notices) {
    Fingerprint fingerprint = fingerprint("contact " + number);
    return new Pairing(
        number,
        folder,
        Kind.CONTACT,
        key(number).uid(),
        key(number).uid(),
        Origin.CREATED,
        new Seen(source, Optional.of(new Version("s" + number)), fingerprint),
        new Seen(target, Optional.of(new Version("t" + number)), fingerprint),
        targetFolder,
        fingerprint,
        0,
        Optional.of(MORNING.plusNanos(number)),
        notices);
  }

  /** Nothing about it is the same on both sides, and it has no version. */
  static Pairing adopted(int number) {
    return new Pairing(
        number,
        3,
        Kind.EVENT,
        new Uid("minted-" + number),
        new Uid("theirs-" + number),
        Origin.ADOPTED,
        new Seen(source(number), Optional.empty(), new Fingerprint(1, "5f")),
        new Seen(target(number), Optional.empty(), new Fingerprint(2, "7a")),
        new FolderId("Elsewhere"),
        new Fingerprint(1, "1c"),
        2,
        Optional.empty(),
        Set.of(Pairing.Notice.values()));
  }

  static Bases bases(int number) {
    return new Bases(item("urn:uuid:" + number, "Ada " + number), Optional.empty());
  }

  static ObjectNode item(String uid, String name) {
    ObjectNode item = JsonNodeFactory.instance.objectNode();
    item.put("@type", "Card").put("version", "1.0").put("uid", uid);
    item.putObject("name").put("full", name);
    return item;
  }

  static Intent intent(long id, int pairing) {
    return new Intent(
        id,
        Intent.Action.UPDATE,
        Optional.of(target(pairing)),
        Optional.of(target(pairing + 1_000)),
        CONTACTS,
        Optional.of(new Version("t" + pairing)),
        pairing(pairing),
        Optional.of(bases(pairing)));
  }

  static Foreign foreign(int number) {
    return new Foreign(
        target(number),
        Optional.of(new Version("t" + number)),
        CONTACTS,
        key(number),
        Set.of(number * 31L, -1L - number, Long.MIN_VALUE));
  }

  static Pending pending(String id, Instant since) {
    return new Pending(
        id,
        "book",
        Optional.of(source(1)),
        "Ada Lovelace",
        Pending.Reason.BROKEN,
        Finding.broken("contacts.vcf line 14", "END is missing"),
        since,
        1,
        false);
  }

  static Sides sides(String source, String target) {
    return new Sides(
        new Sides.StoreName(source, "vcard", ""), new Sides.StoreName(target, "carddav", ""));
  }

  /** All rows, to the last. */
  static List<Foreign> all(Cursor<Foreign> cursor) {
    List<Foreign> rows = new ArrayList<>();
    try (cursor) {
      for (Optional<Foreign> row = cursor.next(); row.isPresent(); row = cursor.next()) {
        rows.add(row.get());
      }
    }
    return rows;
  }
}
