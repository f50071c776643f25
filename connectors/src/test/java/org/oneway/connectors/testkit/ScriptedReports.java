// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.testkit;

import static org.oneway.connectors.testkit.ScriptedNames.cal;
import static org.oneway.connectors.testkit.ScriptedNames.card;
import static org.oneway.connectors.testkit.ScriptedNames.dav;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import javax.xml.namespace.QName;
import org.w3c.dom.Element;

/** REPORT: sync-collection (RFC 6578), multiget and query (RFC 4791 7, RFC 6352 8). */
final class ScriptedReports {
  private final ScriptedTree tree;
  private final ScriptedQuirks quirks;
  private final ScriptedProperties properties;

  ScriptedReports(ScriptedTree tree, ScriptedQuirks quirks, ScriptedProperties properties) {
    this.tree = tree;
    this.quirks = quirks;
    this.properties = properties;
  }

  ScriptedReply report(ScriptedRequest request) {
    ScriptedCollection collection =
        tree.find(request.path()).orElseThrow(() -> new ScriptedRefusal(ScriptedReply.of(404)));
    if (request.headers().first("Content-Type").isEmpty()) {
      return ScriptedReply.of(415);
    }
    Element body = ScriptedXml.read(request.body());
    return switch (body.getLocalName()) {
      case "sync-collection" -> changes(collection, body);
      case "addressbook-multiget", "calendar-multiget" -> multiget(body);
      case "addressbook-query", "calendar-query" -> query(collection, body);
      default -> ScriptedReply.error(403, dav("supported-report"));
    };
  }

  private static List<QName> wanted(Element body) {
    return ScriptedXml.child(body, dav("prop")).stream()
        .flatMap(prop -> ScriptedXml.children(prop).stream())
        .map(ScriptedXml::name)
        .toList();
  }

  private ScriptedReply changes(ScriptedCollection collection, Element body) {
    if (!quirks.syncCollection) {
      return ScriptedReply.error(403, dav("supported-report"));
    }
    String level = text(body, dav("sync-level"));
    if (!level.equals("1")) {
      return ScriptedReply.error(403, dav("sync-traversal-supported"));
    }
    String token = text(body, dav("sync-token"));
    OptionalLong since = token.isEmpty() ? OptionalLong.of(0) : collection.revisionOf(token);
    if (since.isEmpty()) {
      return lost(collection, body);
    }
    return changes(collection, body, since.getAsLong(), token.isEmpty());
  }

  private ScriptedReply changes(
      ScriptedCollection collection, Element body, long since, boolean first) {
    List<QName> wanted = wanted(body);
    List<ScriptedEntry> entries = new ArrayList<>();
    int limit = limit(body);
    long reached = since;
    for (Map.Entry<String, Long> change : collection.changedAfter(since)) {
      String href = properties.href(collection.href(change.getKey()));
      if (entries.size() == limit) {
        String why = ScriptedXml.element(dav("number-of-matches-within-limits"), "");
        entries.add(
            ScriptedEntry.status(properties.href(collection.path()), 507)
                .more(ScriptedXml.element(dav("error"), why)));
        return listing(entries, collection.token(reached));
      }
      Optional<ScriptedItem> item = collection.item(change.getKey());
      if (item.isPresent()) {
        entries.add(properties.of(collection, item.get(), wanted));
      } else if (!first || quirks.removedInFirstListing) {
        entries.add(ScriptedEntry.status(href, 404));
      }
      reached = change.getValue();
    }
    return listing(entries, collection.token());
  }

  private int limit(Element body) {
    int limit = quirks.page == 0 ? Integer.MAX_VALUE : quirks.page;
    if (quirks.limitHonoured) {
      limit =
          ScriptedXml.within(body, dav("nresults"))
              .map(element -> Integer.parseInt(element.getTextContent().strip()))
              .map(asked -> quirks.page == 0 ? asked : Math.min(asked, quirks.page))
              .orElse(limit);
    }
    return limit;
  }

  private ScriptedReply lost(ScriptedCollection collection, Element body) {
    QName invalid = dav("valid-sync-token");
    return switch (quirks.lostToken) {
      case FORBIDDEN_403 -> ScriptedReply.error(403, invalid);
      case CONFLICT_409 -> ScriptedReply.error(409, invalid);
      case GONE_410 -> ScriptedReply.of(410);
      case ERROR_500 -> ScriptedReply.of(500);
      case BARE_403 -> ScriptedReply.of(403);
      case FULL_LISTING -> changes(collection, body, 0, true);
      case EMPTY_LISTING -> listing(List.of(), collection.token());
    };
  }

  private static ScriptedReply listing(List<ScriptedEntry> entries, String token) {
    return ScriptedReply.multistatus(new ScriptedListing(entries, Optional.of(token)));
  }

  private static String text(Element body, QName name) {
    return ScriptedXml.child(body, name).map(Element::getTextContent).orElse("").strip();
  }

  private ScriptedReply multiget(Element body) {
    List<QName> wanted = wanted(body);
    List<Element> hrefs =
        ScriptedXml.children(body).stream()
            .filter(child -> ScriptedXml.name(child).equals(dav("href")))
            .toList();
    if (hrefs.size() > quirks.multigetLimit) {
      return ScriptedReply.of(400);
    }
    List<ScriptedEntry> entries = new ArrayList<>();
    for (Element href : hrefs) {
      String asked = href.getTextContent().strip();
      String path = ScriptedPaths.canonical(ScriptedRequest.rawPath(asked));
      Optional<ScriptedItem> item = tree.findItem(path);
      if (item.isPresent()) {
        ScriptedCollection collection = tree.find(ScriptedPaths.parent(path)).orElseThrow();
        entries.add(properties.of(collection, item.get(), wanted));
      } else if (!quirks.missingOmitted) {
        entries.add(ScriptedEntry.status(asked, 404));
      }
    }
    return ScriptedReply.multistatus(ScriptedListing.of(entries));
  }

  /** Filters by UID and by kind of component; any other filter lets everything through. */
  private ScriptedReply query(ScriptedCollection collection, Element body) {
    List<QName> wanted = wanted(body);
    Optional<String> uid = uid(body, card("prop-filter")).or(() -> uid(body, cal("prop-filter")));
    Optional<String> component =
        ScriptedXml.within(body, cal("comp-filter"))
            .flatMap(outer -> ScriptedXml.within(outer, cal("comp-filter")))
            .map(inner -> inner.getAttribute("name"));
    List<ScriptedEntry> entries = new ArrayList<>();
    for (ScriptedItem item : collection.items()) {
      boolean meant =
          uid.map(text -> item.property("UID").equals(text)).orElse(true)
              && component.map(name -> item.text().contains("BEGIN:" + name)).orElse(true);
      if (meant) {
        entries.add(properties.of(collection, item, wanted));
      }
    }
    return ScriptedReply.multistatus(ScriptedListing.of(entries));
  }

  private static Optional<String> uid(Element body, QName filter) {
    return ScriptedXml.within(body, filter)
        .filter(found -> found.getAttribute("name").equalsIgnoreCase("UID"))
        .map(found -> found.getTextContent().strip());
  }
}
