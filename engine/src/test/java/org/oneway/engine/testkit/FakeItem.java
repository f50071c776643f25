// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.testkit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.oneway.engine.item.Content;
import org.oneway.engine.item.Finding;

/** An item of a {@link FakeShelf}. */
final class FakeItem {
  /** How much of it can be read. */
  enum Legible {
    ALL,
    /** Its uid only. */
    UID,
    NOTHING
  }

  final long serial;
  final Set<FakeFolder> folders = new LinkedHashSet<>();
  Card card;
  Instant touched;
  List<Finding> findings = List.of();
  Optional<Content> content = Optional.empty();
  Legible legible = Legible.ALL;

  /** Its last path segment, where references are chosen. */
  String fileName;

  /** Its number in its folder, where references are numbered. */
  long number;

  /** The shelf's revision when its bytes last changed. */
  long version;

  /** The shelf's revision when anything about it last changed, its reference too. */
  long changed;

  FakeItem(long serial, Card card, Instant touched) {
    this.serial = serial;
    this.card = card;
    this.touched = touched;
    this.fileName = "item" + serial;
  }

  /** Its folder, where it can be in one only. */
  FakeFolder folder() {
    return folders.iterator().next();
  }

  boolean isCalled(String uidOrName) {
    return card.uid().orElseGet(card::name).equals(uidOrName);
  }

  ObjectNode json() {
    return card.json();
  }
}
