// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.testkit;

import java.util.Arrays;
import java.util.Optional;

/** If-Match and If-None-Match (RFC 9110 13). */
final class ScriptedConditions {
  private final ScriptedQuirks quirks;

  ScriptedConditions(ScriptedQuirks quirks) {
    this.quirks = quirks;
  }

  /** Refuses with 412 where the request speaks of another state than the present one. */
  void check(ScriptedRequest request, Optional<ScriptedItem> there) {
    if (!quirks.conditionsHeeded) {
      return;
    }
    Optional<String> etag = there.flatMap(quirks::etag);
    Optional<String> match = request.headers().first("If-Match");
    if (match.isPresent() && !(there.isPresent() && named(match.get(), etag))) {
      throw new ScriptedRefusal(ScriptedReply.of(412));
    }
    Optional<String> none = request.headers().first("If-None-Match");
    if (none.isPresent() && there.isPresent() && named(none.get(), etag)) {
      throw new ScriptedRefusal(ScriptedReply.of(412));
    }
  }

  /** Strong comparison: a weak tag names nothing. */
  private static boolean named(String header, Optional<String> etag) {
    return header.strip().equals("*")
        || Arrays.stream(header.split(","))
            .map(String::strip)
            .filter(tag -> !tag.startsWith("W/"))
            .anyMatch(tag -> etag.isPresent() && etag.get().equals(tag));
  }
}
