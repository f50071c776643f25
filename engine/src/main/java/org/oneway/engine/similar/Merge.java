// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Stub for the moment. */
final class Merge {
  Merge(Canonical canonical) {}

  Merged merge(
      ObjectNode base, ObjectNode left, ObjectNode now, ObjectNode there, boolean sourceWins) {
    return new Merged(now, List.of(), List.of(), 0);
  }

  Merged enrich(ObjectNode now, ObjectNode there) {
    return new Merged(now, List.of(), List.of(), 0);
  }
}
