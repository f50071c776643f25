// SPDX-License-Identifier: Apache-2.0
package org.oneway.state.h2;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.oneway.engine.item.Fingerprint;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Uid;
import org.oneway.engine.item.Version;
import org.oneway.engine.state.Bases;
import org.oneway.engine.state.Intent;
import org.oneway.engine.state.Origin;
import org.oneway.engine.state.Pairing;
import org.oneway.engine.state.Seen;
import org.oneway.engine.state.StateChange;
import org.oneway.engine.state.SyncState;

/** Measures a state with as many pairings as asked for, as a first and a second run use it. */
final class Rates {
  private static final OperatingSystemMXBean CPU =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private static final int LOOKED_UP_AT_ONCE = 500;
  private static final FolderId CONTACTS = new FolderId("Contacts");
  private static final Instant UPDATED = Instant.parse("2026-01-01T00:00:00Z");

  private Rates() {}

  /** Arguments: directory, pairings, pairings per commit. */
  public static void main(String[] arguments) throws IOException {
    Path directory = Path.of(arguments[0]);
    int count = Integer.parseInt(arguments[1]);
    int perCommit = Integer.parseInt(arguments[2]);
    try (H2State state = H2State.open(directory, Clock.systemUTC(), "rates")) {
      SyncState sync = state.sync("contacts");
      measure("put, " + perCommit + " a commit", count, () -> put(sync, count, perCommit));
      List<Integer> inOrder = IntStream.range(0, count).boxed().toList();
      for (int time = 1; time <= 2; time++) {
        String suffix = " in order, time " + time;
        measure(
            "by source" + suffix,
            count,
            () -> lookUp(inOrder, Rates::source, refs -> sync.bySource(refs).size()));
      }
      List<Integer> mixed = new Random(1).ints(count, 0, count).boxed().toList();
      measure(
          "by source at random",
          count,
          () -> lookUp(mixed, Rates::source, refs -> sync.bySource(refs).size()));
      measure(
          "by target key in order",
          count,
          () -> lookUp(inOrder, Rates::key, keys -> sync.byTargetKey(keys).size()));
      measure("bases in order", count, () -> lookUp(inOrder, n -> n, ns -> sync.bases(ns).size()));
      print("file before closing", Files.size(Schema.file(directory)) / 1_000_000.0, "MB");
    }
    long start = System.nanoTime();
    H2State.open(directory, Clock.systemUTC(), "rates").close();
    print("open and close again", (System.nanoTime() - start) / 1e6, "ms");
    print("file after closing", Files.size(Schema.file(directory)) / 1_000_000.0, "MB");
  }

  private static void measure(String what, int count, Runnable work) {
    long start = System.nanoTime();
    long startOfCpu = CPU.getProcessCpuTime();
    work.run();
    double seconds = (System.nanoTime() - start) / 1e9;
    double ofCpu = (CPU.getProcessCpuTime() - startOfCpu) / 1e9;
    System.out.printf(
        "%,9d pairings: %-28s %,9.0f /s %7.2f s, processor %6.2f s%n",
        count, what, count / seconds, seconds, ofCpu);
  }

  private static void print(String what, double value, String unit) {
    System.out.printf("%18s: %-28s %,11.1f %s%n", "", what, value, unit);
  }

  private static void put(SyncState sync, int count, int perCommit) {
    for (int from = 0; from < count; from += perCommit) {
      List<StateChange> intents = new ArrayList<>();
      List<StateChange> done = new ArrayList<>();
      for (int number = from; number < Math.min(count, from + perCommit); number++) {
        Pairing pairing = pairing(number);
        Bases bases = bases(number);
        intents.add(new StateChange.PutIntent(intent(pairing, bases)));
        done.add(new StateChange.PutPairing(pairing));
        done.add(new StateChange.PutBases(number, bases));
        done.add(new StateChange.DropIntent(number));
      }
      sync.commit(intents);
      sync.commit(done);
    }
  }

  private static <K> void lookUp(
      List<Integer> numbers, Function<Integer, K> key, ToIntFunction<Collection<K>> find) {
    for (int from = 0; from < numbers.size(); from += LOOKED_UP_AT_ONCE) {
      List<Integer> some =
          numbers.subList(from, Math.min(numbers.size(), from + LOOKED_UP_AT_ONCE));
      Set<K> keys = Set.copyOf(some.stream().map(key).toList());
      int found = find.applyAsInt(keys);
      if (found != keys.size()) {
        throw new AssertionError(found + " of " + keys.size());
      }
    }
  }

  private static String uuid(int number) {
    Random random = new Random(number * 0x9E3779B97F4A7C15L);
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }

  private static Reference source(int number) {
    return new Reference("contacts.vcf#urn:uuid:" + uuid(number));
  }

  private static Key key(int number) {
    return new Key(Kind.CONTACT, new Uid("urn:uuid:" + uuid(number)));
  }

  private static Pairing pairing(int number) {
    Fingerprint fingerprint = new Fingerprint(1, (uuid(number) + uuid(-number)).replace("-", ""));
    return new Pairing(
        number,
        0,
        Kind.CONTACT,
        key(number).uid(),
        key(number).uid(),
        Origin.CREATED,
        new Seen(source(number), Optional.of(new Version("80311-1700000000")), fingerprint),
        new Seen(
            new Reference("Contacts/" + uuid(number) + ".vcf"),
            Optional.of(new Version("612-1700000000000000000-998877")),
            fingerprint),
        CONTACTS,
        fingerprint,
        0,
        Optional.of(UPDATED.plusSeconds(number)),
        Set.of());
  }

  private static Intent intent(Pairing pairing, Bases bases) {
    return new Intent(
        pairing.number(),
        Intent.Action.CREATE,
        Optional.empty(),
        Optional.of(pairing.target().reference()),
        CONTACTS,
        Optional.empty(),
        pairing,
        Optional.of(bases));
  }

  private static Bases bases(int number) {
    Random random = new Random(number);
    ObjectNode item = JsonNodeFactory.instance.objectNode();
    item.put("@type", "Card").put("version", "1.0").put("uid", key(number).uid().value());
    ObjectNode name = item.putObject("name");
    name.put("full", "Ada Lovelace " + random.nextInt(1_000_000));
    name.putArray("components")
        .addObject()
        .put("kind", "given")
        .put("value", Long.toString(random.nextLong(), 36));
    for (int i = 0; i < 3; i++) {
      ObjectNode phone = item.withObject("/phones").putObject("p" + i);
      phone.put("number", "tel:+49" + random.nextInt(1_000_000_000));
      phone.putObject("contexts").put("work", true);
      ObjectNode email = item.withObject("/emails").putObject("e" + i);
      email.put("address", Long.toString(random.nextLong(), 36) + "@example.org");
    }
    item.withObject("/notes").putObject("n1").put("note", uuid(number + 1) + uuid(number + 2));
    return new Bases(item, Optional.empty());
  }
}
