// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.testkit;

import static org.oneway.connectors.testkit.ScriptedNames.cal;
import static org.oneway.connectors.testkit.ScriptedNames.card;
import static org.oneway.connectors.testkit.ScriptedNames.dav;

import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import javax.xml.namespace.QName;
import org.oneway.connectors.testkit.ScriptedCollection.Kind;
import org.w3c.dom.Element;

/** PUT, DELETE, MOVE, MKCOL, MKCALENDAR and PROPPATCH. */
final class ScriptedWrites {
  private final ScriptedTree tree;
  private final ScriptedQuirks quirks;
  private final ScriptedConditions conditions;

  ScriptedWrites(ScriptedTree tree, ScriptedQuirks quirks) {
    this.tree = tree;
    this.quirks = quirks;
    this.conditions = new ScriptedConditions(quirks);
  }

  ScriptedReply put(ScriptedRequest request) {
    String path = request.path();
    if (path.endsWith("/") || tree.find(path).isPresent()) {
      return ScriptedReply.of(405);
    }
    ScriptedCollection parent = parent(path);
    String name = ScriptedPaths.name(path);
    Optional<ScriptedItem> there = parent.item(name);
    conditions.check(request, there);
    ScriptedBytes content = ScriptedBytes.of(quirks.rewriting.apply(request.body().text()));
    if (content.text().equals(request.body().text())) {
      content = request.body();
    }
    long others = tree.size() - there.map(item -> item.content().size()).orElse(0);
    if (others + content.size() > quirks.quota) {
      return ScriptedReply.error(507, dav("quota-not-exceeded"));
    }
    String type = request.headers().first("Content-Type").orElse("application/octet-stream");
    checkContent(parent, name, content, type);
    ScriptedItem put = parent.put(name, content, type);
    ScriptedReply reply = ScriptedReply.of(there.isPresent() ? 204 : 201);
    return quirks.etagOnPut
        ? quirks.etag(put).map(etag -> reply.with("ETag", etag)).orElse(reply)
        : reply;
  }

  private ScriptedCollection parent(String path) {
    ScriptedCollection parent =
        tree.find(ScriptedPaths.parent(path))
            .orElseThrow(() -> new ScriptedRefusal(ScriptedReply.of(409)));
    if (!parent.writable()) {
      throw new ScriptedRefusal(ScriptedReply.error(403, dav("need-privileges")));
    }
    return parent;
  }

  private static void checkContent(
      ScriptedCollection parent, String name, ScriptedBytes content, String type) {
    if (parent.kind() != Kind.ADDRESS_BOOK && parent.kind() != Kind.CALENDAR) {
      return;
    }
    boolean book = parent.kind() == Kind.ADDRESS_BOOK;
    ScriptedItem item = new ScriptedItem(name, content, type, 0, 0, Instant.EPOCH);
    String begin = book ? "BEGIN:VCARD" : "BEGIN:VCALENDAR";
    if (!item.text().startsWith(begin) || item.property("UID").isEmpty()) {
      QName why = book ? card("valid-address-data") : cal("valid-calendar-data");
      throw new ScriptedRefusal(ScriptedReply.error(403, why));
    }
    checkUid(parent, item, book ? card("no-uid-conflict") : cal("no-uid-conflict"));
  }

  private static void checkUid(ScriptedCollection parent, ScriptedItem item, QName conflict) {
    for (ScriptedItem other : parent.items()) {
      if (!other.name().equals(item.name()) && other.property("UID").equals(item.property("UID"))) {
        String href =
            ScriptedXml.element(dav("href"), ScriptedXml.escape(parent.href(other.name())));
        throw new ScriptedRefusal(ScriptedReply.error(409, ScriptedXml.element(conflict, href)));
      }
    }
  }

  ScriptedReply delete(ScriptedRequest request) {
    Optional<ScriptedCollection> collection = tree.find(request.path());
    ScriptedCollection parent = parent(request.path());
    if (collection.isPresent()) {
      tree.remove(collection.get());
      return ScriptedReply.of(204);
    }
    Optional<ScriptedItem> there = tree.findItem(request.path());
    if (there.isEmpty()) {
      return ScriptedReply.of(404);
    }
    conditions.check(request, there);
    parent.remove(there.get().name());
    return ScriptedReply.of(204);
  }

  ScriptedReply move(ScriptedRequest request, String host) {
    String destination = request.headers().first("Destination").orElse("");
    if (destination.contains("://") && !host.equals(URI.create(destination).getAuthority())) {
      return ScriptedReply.of(502);
    }
    String path = ScriptedPaths.canonical(ScriptedRequest.rawPath(destination));
    ScriptedCollection to = parent(path);
    ScriptedCollection from = parent(request.path());
    if (tree.findItem(request.path()).isEmpty() && tree.find(request.path()).isEmpty()) {
      return ScriptedReply.of(404);
    }
    boolean taken = tree.findItem(path).isPresent() || tree.find(path).isPresent();
    if (taken && request.headers().first("Overwrite").orElse("T").equals("F")) {
      return ScriptedReply.of(412);
    }
    Optional<ScriptedCollection> collection = tree.find(request.path());
    if (collection.isPresent()) {
      tree.find(path).ifPresent(tree::remove);
      tree.move(collection.get(), ScriptedPaths.asFolder(path));
      return ScriptedReply.of(taken ? 204 : 201);
    }
    Optional<ScriptedItem> item = tree.findItem(request.path());
    if (!quirks.movesItems) {
      return ScriptedReply.of(405);
    }
    conditions.check(request, item);
    String name = ScriptedPaths.name(path);
    if (from != to) {
      checkContent(to, name, item.orElseThrow().content(), item.get().contentType());
    }
    from.remove(item.orElseThrow().name());
    to.put(name, item.get().content(), item.get().contentType());
    return ScriptedReply.of(taken ? 204 : 201);
  }

  /** MKCOL, plain or extended (RFC 5689), and MKCALENDAR (RFC 4791 5.3.1). */
  ScriptedReply make(ScriptedRequest request) {
    String path = ScriptedPaths.asFolder(request.path());
    if (tree.find(path).isPresent() || tree.findItem(request.path()).isPresent()) {
      return ScriptedReply.of(405);
    }
    parent(path);
    Kind kind = request.method().equals("MKCALENDAR") ? Kind.CALENDAR : Kind.FOLDER;
    Map<QName, String> set = new LinkedHashMap<>();
    if (request.body().size() > 0) {
      Element body = ScriptedXml.read(request.body());
      for (Element prop : ScriptedXml.within(body, dav("prop")).stream().toList()) {
        for (Element property : ScriptedXml.children(prop)) {
          if (ScriptedXml.name(property).equals(dav("resourcetype"))) {
            kind = kind(property);
          } else {
            set.put(ScriptedXml.name(property), ScriptedXml.inner(property));
          }
        }
      }
    }
    ScriptedCollection made = tree.add(path, kind);
    set.forEach(made::with);
    return ScriptedReply.of(201);
  }

  private static Kind kind(Element resourceType) {
    if (ScriptedXml.child(resourceType, card("addressbook")).isPresent()) {
      return Kind.ADDRESS_BOOK;
    }
    boolean calendar = ScriptedXml.child(resourceType, cal("calendar")).isPresent();
    return calendar ? Kind.CALENDAR : Kind.FOLDER;
  }

  ScriptedReply patch(ScriptedRequest request) {
    ScriptedCollection collection =
        tree.find(request.path()).orElseThrow(() -> new ScriptedRefusal(ScriptedReply.of(404)));
    if (!collection.writable()) {
      return ScriptedReply.error(403, dav("need-privileges"));
    }
    Map<QName, String> done = new LinkedHashMap<>();
    for (Element change : ScriptedXml.children(ScriptedXml.read(request.body()))) {
      boolean set = ScriptedXml.name(change).equals(dav("set"));
      for (Element prop : ScriptedXml.children(change)) {
        for (Element property : ScriptedXml.children(prop)) {
          QName name = ScriptedXml.name(property);
          if (set) {
            collection.with(name, ScriptedXml.inner(property));
          } else {
            collection.without(name);
          }
          done.put(name, "");
        }
      }
    }
    ScriptedEntry entry =
        new ScriptedEntry(collection.path(), OptionalInt.empty(), done, Map.of(), "");
    return ScriptedReply.multistatus(ScriptedListing.of(List.of(entry)));
  }
}
