// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.oneway.cli.work.Rebuilding;
import org.oneway.engine.run.Remembered;

/** What was found out of both stores, for programs. */
public final class RebuildJson {
  private RebuildJson() {}

  /** What was found of each sync. */
  public static ArrayNode of(List<Rebuilding.Result> results) {
    ArrayNode syncs = JsonNodeFactory.instance.arrayNode();
    results.forEach(result -> syncs.add(of(result)));
    return syncs;
  }

  private static ObjectNode of(Rebuilding.Result result) {
    Remembered found = result.remembered();
    return JsonNodeFactory.instance
        .objectNode()
        .put("name", result.sync())
        .put("rememberedAlready", found.before())
        .put("ours", found.ours())
        .put("adopted", found.adopted())
        .put("differing", found.differing())
        .put("onlySource", found.onlySource())
        .put("onlyTarget", found.onlyTarget());
  }

  /** What other stores mean for a sync. */
  public static ObjectNode of(Rebuilding.Change change) {
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("renamed", change.renamed())
            .put("swapped", change.swapped())
            .put("known", change.known())
            .put("recognised", change.recognised());
    change.anew().ifPresent(anew -> node.set("anew", of(anew)));
    return node;
  }
}
