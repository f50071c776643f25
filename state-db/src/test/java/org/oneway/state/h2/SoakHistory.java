// SPDX-License-Identifier: Apache-2.0
package org.oneway.state.h2;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Fingerprint;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Uid;
import org.oneway.engine.item.Version;
import org.oneway.engine.state.Bases;
import org.oneway.engine.state.Foreign;
import org.oneway.engine.state.Intent;
import org.oneway.engine.state.Origin;
import org.oneway.engine.state.Pairing;
import org.oneway.engine.state.Seen;
import org.oneway.engine.state.Side;
import org.oneway.engine.state.StateChange;

/**
 * What the commits of a soak hold, each made of its number alone, so that whoever knows how many
 * there were knows what is there. Two commits are one batch: the intents, then what became of them.
 */
final class SoakHistory {
  static final String SYNC = "soak";

  /** How many pairings a batch adds. */
  static final int BATCH = 20;

  private static final FolderId FOLDER = new FolderId("Contacts");

  private SoakHistory() {}

  /** What commit {@code number}, from 1, holds. */
  static List<StateChange> commit(long number) {
    int batch = (int) ((number - 1) / 2);
    return number % 2 == 1 ? intents(batch) : acknowledged(batch);
  }

  /** How many pairing numbers the first commits used. */
  static int used(long commits) {
    return (int) ((commits + 1) / 2) * BATCH;
  }

  private static List<StateChange> intents(int batch) {
    List<StateChange> changes = new ArrayList<>();
    for (int pairing = batch * BATCH; pairing < (batch + 1) * BATCH; pairing++) {
      Pairing after = pairing(pairing, 0);
      changes.add(
          new StateChange.PutIntent(
              new Intent(
                  pairing,
                  Intent.Action.CREATE,
                  Optional.empty(),
                  Optional.of(after.target().reference()),
                  FOLDER,
                  Optional.empty(),
                  after,
                  Optional.of(bases(pairing, 0)))));
      changes.add(
          new StateChange.PutForeign(
              new Foreign(target(pairing), Optional.empty(), FOLDER, key(pairing), Set.of(1L))));
    }
    return changes;
  }

  private static List<StateChange> acknowledged(int batch) {
    List<StateChange> changes = new ArrayList<>();
    for (int pairing = batch * BATCH; pairing < (batch + 1) * BATCH; pairing++) {
      changes.add(new StateChange.PutPairing(pairing(pairing, 0)));
      changes.add(new StateChange.PutBases(pairing, bases(pairing, 0)));
      changes.add(new StateChange.DropIntent(pairing));
      changes.add(new StateChange.DropForeign(target(pairing)));
    }
    Random random = new Random(batch);
    for (int i = 0; i < 3 && batch > 0; i++) {
      int old = random.nextInt(batch * BATCH);
      changes.add(new StateChange.PutPairing(pairing(old, batch)));
      changes.add(new StateChange.PutBases(old, bases(old, batch)));
    }
    if (batch > 0) {
      changes.add(new StateChange.DropPairing(random.nextInt(batch * BATCH)));
    }
    changes.add(
        new StateChange.PutCheckpoint(Side.SOURCE, "book", new Checkpoint("after " + batch)));
    return changes;
  }

  static Reference source(int pairing) {
    return new Reference("contacts.vcf#" + spread(pairing));
  }

  static Reference target(int pairing) {
    return new Reference("Contacts/" + spread(pairing) + ".vcf");
  }

  static Key key(int pairing) {
    return new Key(Kind.CONTACT, new Uid("urn:uuid:" + spread(pairing)));
  }

  /** Puts pairings that follow each other far apart in an index. */
  private static String spread(int pairing) {
    return Long.toHexString((pairing + 1) * 0x9E3779B97F4A7C15L) + "-" + pairing;
  }

  private static Pairing pairing(int number, int revision) {
    Fingerprint fingerprint = new Fingerprint(1, spread(number ^ (revision << 16)));
    return new Pairing(
        number,
        number % 3,
        Kind.CONTACT,
        key(number).uid(),
        revision % 2 == 0 ? key(number).uid() : new Uid("other-" + number),
        Origin.CREATED,
        new Seen(source(number), Optional.of(new Version("v" + revision)), fingerprint),
        new Seen(target(number), Optional.empty(), fingerprint),
        FOLDER,
        fingerprint,
        revision,
        Optional.of(Instant.EPOCH.plusSeconds(revision)),
        Set.of());
  }

  private static Bases bases(int number, int revision) {
    ObjectNode item = JsonNodeFactory.instance.objectNode();
    item.put("@type", "Card").put("uid", key(number).uid().value());
    item.put("note", spread(revision).repeat(1 + number % 20));
    return new Bases(item, Optional.empty());
  }
}
