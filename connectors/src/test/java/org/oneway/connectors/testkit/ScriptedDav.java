// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.testkit;

import static org.oneway.connectors.testkit.ScriptedNames.dav;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import javax.xml.namespace.QName;
import org.w3c.dom.Element;

/** What a decent server answers: sign-in, then the method, then compression. */
final class ScriptedDav {
  private static final String ALLOWED =
      "OPTIONS, GET, HEAD, PUT, DELETE, MKCOL, MKCALENDAR, MOVE, PROPFIND, PROPPATCH, REPORT";

  private final ScriptedTree tree;
  private final ScriptedQuirks quirks;
  private final ScriptedProperties properties;
  private final ScriptedReports reports;
  private final ScriptedWrites writes;
  private final String origin;
  private volatile ScriptedSignIn signIn = ScriptedSignIn.open();

  /**
   * @param origin scheme, host and port of this server
   */
  ScriptedDav(ScriptedTree tree, ScriptedQuirks quirks, String origin) {
    this.tree = tree;
    this.quirks = quirks;
    this.origin = origin;
    this.properties =
        new ScriptedProperties(tree, quirks, path -> quirks.absoluteHrefs ? origin + path : path);
    this.reports = new ScriptedReports(tree, quirks, properties);
    this.writes = new ScriptedWrites(tree, quirks);
  }

  void signIn(ScriptedSignIn rule) {
    signIn = rule;
  }

  ScriptedReply handle(ScriptedRequest request) {
    ScriptedReply reply;
    try {
      if (request.raw().latin().split("\r\n\r\n", 2)[0].matches("(?s).*[\0\f\u007f].*")) {
        reply = ScriptedReply.of(400);
      } else if (!signIn.admits(request)) {
        reply = ScriptedReply.of(401, "WWW-Authenticate", signIn.challenge());
      } else {
        synchronized (tree) {
          reply = dispatch(request);
        }
      }
    } catch (ScriptedRefusal refusal) {
      reply = refusal.reply();
    } catch (IllegalArgumentException e) {
      reply = ScriptedReply.of(400);
    }
    reply = reply.with("Date", ScriptedProperties.HTTP_DATE.format(tree.now()));
    return quirks.compresses ? compressed(reply, request) : reply;
  }

  private ScriptedReply dispatch(ScriptedRequest request) {
    if (request.path().startsWith("/.well-known/")) {
      return quirks
          .wellKnown
          .map(location -> ScriptedReply.of(301, "Location", location))
          .orElse(ScriptedReply.of(404));
    }
    return switch (request.method()) {
      case "OPTIONS" ->
          ScriptedReply.of(
              200,
              "DAV",
              "1, 3, access-control, extended-mkcol, addressbook, calendar-access",
              "Allow",
              ALLOWED);
      case "GET", "HEAD" -> get(request);
      case "PROPFIND" -> find(request);
      case "REPORT" -> reports.report(request);
      case "PUT" -> writes.put(request);
      case "DELETE" -> writes.delete(request);
      case "MOVE" -> writes.move(request, origin.substring(origin.indexOf("://") + 3));
      case "MKCOL", "MKCALENDAR" -> writes.make(request);
      case "PROPPATCH" -> writes.patch(request);
      default -> ScriptedReply.of(405, "Allow", ALLOWED);
    };
  }

  private ScriptedReply get(ScriptedRequest request) {
    Optional<ScriptedItem> there = tree.findItem(request.path());
    if (there.isEmpty()) {
      return tree.find(request.path()).isPresent()
          ? ScriptedReply.page("A collection")
          : ScriptedReply.of(404);
    }
    ScriptedItem item =
        tree.find(ScriptedPaths.parent(request.path())).orElseThrow().read(there.get());
    ScriptedReply reply =
        ScriptedReply.of(200, item.contentType(), item.content())
            .with("Last-Modified", ScriptedProperties.HTTP_DATE.format(item.modified()));
    return quirks.etag(item).map(etag -> reply.with("ETag", etag)).orElse(reply);
  }

  private ScriptedReply find(ScriptedRequest request) {
    int depth = request.depth(Integer.MAX_VALUE);
    if (depth > 1) {
      return ScriptedReply.error(403, dav("propfind-finite-depth"));
    }
    List<QName> wanted = wanted(request);
    Optional<ScriptedItem> item = tree.findItem(request.path());
    if (item.isPresent()) {
      ScriptedCollection parent = tree.find(ScriptedPaths.parent(request.path())).orElseThrow();
      return ScriptedReply.multistatus(
          ScriptedListing.of(List.of(properties.of(parent, item.get(), wanted))));
    }
    ScriptedCollection collection =
        tree.find(request.path()).orElseThrow(() -> new ScriptedRefusal(ScriptedReply.of(404)));
    List<ScriptedEntry> entries = new ArrayList<>();
    entries.add(properties.of(collection, wanted));
    if (depth == 1) {
      tree.within(collection).forEach(each -> entries.add(properties.of(each, wanted)));
      collection.items().forEach(each -> entries.add(properties.of(collection, each, wanted)));
    }
    return ScriptedReply.multistatus(ScriptedListing.of(entries));
  }

  private static List<QName> wanted(ScriptedRequest request) {
    if (request.body().size() == 0) {
      return ScriptedProperties.USUAL;
    }
    Element body = ScriptedXml.read(request.body());
    return ScriptedXml.child(body, dav("prop"))
        .map(prop -> ScriptedXml.children(prop).stream().map(ScriptedXml::name).toList())
        .orElse(ScriptedProperties.USUAL);
  }

  private static ScriptedReply compressed(ScriptedReply reply, ScriptedRequest request) {
    boolean taken =
        request.headers().first("Accept-Encoding").filter(v -> v.contains("gzip")).isPresent();
    if (!taken || reply.body().size() == 0) {
      return reply;
    }
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(reply.body().octets());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return reply.body(ScriptedBytes.of(packed.toByteArray())).with("Content-Encoding", "gzip");
  }
}
