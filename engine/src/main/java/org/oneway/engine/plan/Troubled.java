// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.plan;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.oneway.engine.change.Change;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.Reference;
import org.oneway.engine.state.Pending;
import org.oneway.engine.store.Scope;

/** The changes that this run cannot settle, beside those that were pending before. */
public final class Troubled {
  private final Map<String, Pending> before = new LinkedHashMap<>();
  private final Map<String, Pending> now = new LinkedHashMap<>();
  private final InstantSource clock;

  /** Starts from what was pending before. */
  public Troubled(List<Pending> before, InstantSource clock) {
    before.forEach(pending -> this.before.put(pending.id(), pending));
    this.clock = clock;
  }

  /** An item could not be read. */
  void broken(Scope scope, Change.Broken broken) {
    add(scope.name(), broken.reference(), broken.title(), Pending.Reason.BROKEN, broken.finding());
  }

  /** A change cannot be settled. */
  public void add(
      String scope,
      Optional<Reference> reference,
      String title,
      Pending.Reason reason,
      Finding finding) {
    String id = id(scope, reference.map(Reference::value).orElse(title + " " + finding.reason()));
    Optional<Pending> old = Optional.ofNullable(before.get(id));
    now.put(
        id,
        new Pending(
            id,
            scope,
            reference,
            title.isEmpty() ? old.map(Pending::title).orElse("") : title,
            reason,
            finding,
            old.map(Pending::since).orElseGet(clock::instant),
            old.map(Pending::attempts).orElse(0) + 1,
            old.map(Pending::ignored).orElse(false)));
  }

  /** What is pending as far as is known now. */
  public List<Pending> now() {
    return List.copyOf(now.values());
  }

  /** Keeps what was pending in a scope that could not be read this time. */
  void keep(String scope) {
    before.values().stream()
        .filter(pending -> pending.scope().equals(scope))
        .forEach(pending -> now.putIfAbsent(pending.id(), pending));
  }

  /** Keeps this one, which could not be offered this time. */
  void keep(Pending pending) {
    now.putIfAbsent(pending.id(), pending);
  }

  private static String id(String scope, String what) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest((scope + "\n" + what).getBytes(StandardCharsets.UTF_8));
      return "c-" + HexFormat.of().formatHex(hash, 0, 3);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
