// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.plan;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import org.oneway.engine.state.Deletions;
import org.oneway.engine.state.Pairing;
import org.oneway.engine.state.SyncState;

/** Holds what would delete too much (design: Deleting). */
public final class Guard {
  private static final Duration MEMORY = Duration.ofHours(24);
  private static final int FEW = 3;
  private static final String DIGITS = "abcdefghijkmnpqrstuvwxyz23456789";
  private final Map<Integer, Integer> planned = new HashMap<>();
  private final Map<Integer, long[]> sums = new HashMap<>();

  /** A deletion that is planned. */
  public void count(Pairing pairing) {
    planned.merge(pairing.folder(), 1, Integer::sum);
    byte[] hash =
        sha256(
            pairing.folder()
                + "\n"
                + pairing.kind()
                + "\n"
                + pairing.targetUid().value()
                + "\n"
                + pairing.target().reference().value());
    long[] sum = sums.computeIfAbsent(pairing.folder(), folder -> new long[2]);
    for (int i = 0; i < Long.BYTES; i++) {
      sum[0] += (hash[i] & 0xffL) << (8 * i);
      sum[1] += (hash[Long.BYTES + i] & 0xffL) << (8 * i);
    }
  }

  /** How many deletions are planned in a folder. */
  int planned(int folder) {
    return planned.getOrDefault(folder, 0);
  }

  /**
   * What must wait for a token, if anything.
   *
   * @param names of the target's folders, by number of their pairing
   * @param listed how many items the source named in each
   */
  public Optional<Held> held(
      Limits limits,
      SyncState state,
      IntFunction<String> names,
      IntUnaryOperator listed,
      InstantSource clock) {
    if (planned.isEmpty()) {
      return Optional.empty();
    }
    Map<Integer, Integer> kept = new HashMap<>(state.pairingsPerFolder());
    Map<Integer, Integer> recent = new HashMap<>();
    for (Deletions past : state.deletionsSince(clock.instant().minus(MEMORY))) {
      kept.merge(past.folder(), past.count(), Integer::sum);
      if (!past.allowed()) {
        recent.merge(past.folder(), past.count(), Integer::sum);
      }
    }
    int allKept = kept.values().stream().mapToInt(Integer::intValue).sum();
    int all = sum(planned) + sum(recent);
    boolean tooManyOfAll = all > limits.count() && all > limits.share() * allKept;
    boolean tooMany = all > limits.total();
    List<Held.HeldFolder> held = new ArrayList<>();
    for (int folder : planned.keySet().stream().sorted().toList()) {
      int before = recent.getOrDefault(folder, 0);
      int keptHere = kept.getOrDefault(folder, 0);
      int here = planned(folder) + before;
      String why = "";
      if (here > limits.count() && here > limits.share() * keptHere) {
        why = percent(here, keptHere) + ", the limit is " + Math.round(limits.share() * 100) + " %";
      } else if (here >= keptHere && keptHere >= FEW) {
        why = "these are the last items of the folder";
      } else if (tooManyOfAll) {
        why = all + " of " + allKept + " items of all folders together";
      } else if (tooMany) {
        why = all + " items, the limit is " + limits.total();
      }
      if (!why.isEmpty()) {
        String name = names.apply(folder);
        held.add(
            new Held.HeldFolder(
                folder, name, planned(folder), before, keptHere, listed.applyAsInt(folder), why));
      }
    }
    return held.isEmpty() ? Optional.empty() : Optional.of(new Held(token(held), held));
  }

  /**
   * A name for exactly the deletions that are held, whatever their order; what is deleted in other
   * folders meanwhile changes nothing of it.
   */
  private String token(List<Held.HeldFolder> held) {
    StringBuilder text = new StringBuilder();
    for (Held.HeldFolder folder : held) {
      long[] sum = sums.getOrDefault(folder.folder(), new long[2]);
      text.append(sum[0]).append(' ').append(sum[1]).append(' ');
      text.append(folder.deletions()).append('\n');
    }
    byte[] hash = sha256(text.toString());
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      name.append(DIGITS.charAt(hash[i] & 31));
    }
    return name.toString();
  }

  private static String percent(int part, int whole) {
    return (whole == 0 ? 100 : Math.round(100.0 * part / whole)) + " %";
  }

  private static int sum(Map<Integer, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
