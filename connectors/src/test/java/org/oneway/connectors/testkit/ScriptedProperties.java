// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.testkit;

import static org.oneway.connectors.testkit.ScriptedNames.apple;
import static org.oneway.connectors.testkit.ScriptedNames.cal;
import static org.oneway.connectors.testkit.ScriptedNames.card;
import static org.oneway.connectors.testkit.ScriptedNames.cs;
import static org.oneway.connectors.testkit.ScriptedNames.dav;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import javax.xml.namespace.QName;
import org.oneway.connectors.testkit.ScriptedCollection.Kind;

/** The properties of collections and items, as PROPFIND and reports tell them. */
final class ScriptedProperties {
  static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);

  /** What a PROPFIND without names tells; the rest must be asked for. */
  static final List<QName> USUAL =
      List.of(
          dav("resourcetype"),
          dav("displayname"),
          dav("getetag"),
          dav("getcontenttype"),
          dav("getcontentlength"),
          dav("getlastmodified"));

  private final ScriptedTree tree;
  private final ScriptedQuirks quirks;
  private final UnaryOperator<String> hrefs;

  /**
   * @param hrefs how a path is written in a listing
   */
  ScriptedProperties(ScriptedTree tree, ScriptedQuirks quirks, UnaryOperator<String> hrefs) {
    this.tree = tree;
    this.quirks = quirks;
    this.hrefs = hrefs;
  }

  ScriptedEntry of(ScriptedCollection collection, List<QName> wanted) {
    Map<QName, Optional<String>> told = new LinkedHashMap<>();
    wanted.forEach(name -> told.put(name, value(collection, name)));
    return entry(collection.path(), told);
  }

  ScriptedEntry of(ScriptedCollection collection, ScriptedItem item, List<QName> wanted) {
    Map<QName, Optional<String>> told = new LinkedHashMap<>();
    boolean read = wanted.contains(card("address-data")) || wanted.contains(cal("calendar-data"));
    wanted.forEach(name -> told.put(name, value(item, name)));
    if (read) {
      collection.read(item);
    }
    return entry(collection.href(item.name()), told);
  }

  String href(String path) {
    return hrefs.apply(path);
  }

  private ScriptedEntry entry(String path, Map<QName, Optional<String>> told) {
    Map<QName, String> found = new LinkedHashMap<>();
    Map<QName, String> missing = new LinkedHashMap<>();
    told.forEach(
        (name, value) ->
            value.ifPresentOrElse(text -> found.put(name, text), () -> missing.put(name, "")));
    return new ScriptedEntry(href(path), OptionalInt.empty(), found, missing, "");
  }

  private Optional<String> value(ScriptedItem item, QName name) {
    String text = ScriptedXml.escape(item.text());
    if (name.equals(card("address-data")) || name.equals(cal("calendar-data"))) {
      return Optional.of(text);
    }
    if (!name.getNamespaceURI().equals(ScriptedNames.DAV)) {
      return Optional.empty();
    }
    return switch (name.getLocalPart()) {
      case "getetag" -> quirks.etag(item).map(ScriptedXml::escape);
      case "getcontenttype" -> Optional.of(ScriptedXml.escape(item.contentType()));
      case "getcontentlength" -> Optional.of(Integer.toString(item.content().size()));
      case "getlastmodified" -> Optional.of(HTTP_DATE.format(item.modified()));
      case "resourcetype" -> Optional.of("");
      case "current-user-privilege-set" -> Optional.of(privileges(true));
      default -> common(name);
    };
  }

  private Optional<String> value(ScriptedCollection collection, QName name) {
    Optional<String> set = collection.property(name);
    if (set.isPresent()) {
      return set;
    }
    boolean book = collection.kind() == Kind.ADDRESS_BOOK;
    boolean calendar = collection.kind() == Kind.CALENDAR;
    boolean listing = collection.kind() != Kind.PRINCIPAL;
    if (name.equals(dav("resourcetype"))) {
      return Optional.of(resourceType(collection.kind()));
    } else if (name.equals(dav("current-user-privilege-set"))) {
      return Optional.of(privileges(collection.writable()));
    } else if (name.equals(dav("sync-token"))) {
      return some(listing && quirks.syncCollection, ScriptedXml.escape(collection.token()));
    } else if (name.equals(cs("getctag"))) {
      return some(listing && quirks.ctag, ScriptedXml.escape(collection.token()));
    } else if (name.equals(dav("supported-report-set"))) {
      return Optional.of(reports(collection.kind()));
    } else if (name.equals(card("supported-address-data"))) {
      return some(book, addressData("3.0") + addressData("4.0"));
    } else if (name.equals(cal("supported-calendar-component-set"))) {
      return some(calendar, component("VEVENT") + component("VTODO"));
    } else if (name.equals(card("max-resource-size")) || name.equals(cal("max-resource-size"))) {
      return some(book || calendar, "10000000");
    } else if (name.equals(apple("calendar-order"))) {
      return some(calendar, "1");
    }
    return common(name);
  }

  private Optional<String> common(QName name) {
    String principal = link(ScriptedTree.PRINCIPAL);
    if (name.equals(dav("current-user-principal"))
        || name.equals(dav("principal-URL"))
        || name.equals(dav("owner"))) {
      return Optional.of(principal);
    } else if (name.equals(card("addressbook-home-set"))) {
      return Optional.of(link(ScriptedTree.ADDRESS_BOOKS));
    } else if (name.equals(cal("calendar-home-set"))) {
      return Optional.of(link(ScriptedTree.CALENDARS));
    } else if (name.equals(dav("quota-used-bytes"))) {
      return Optional.of(Long.toString(tree.size()));
    } else if (name.equals(dav("quota-available-bytes"))) {
      boolean bounded = quirks.quota < Long.MAX_VALUE;
      return some(bounded, Long.toString(Math.max(0, quirks.quota - tree.size())));
    }
    return Optional.empty();
  }

  private String link(String path) {
    return ScriptedXml.element(dav("href"), ScriptedXml.escape(href(path)));
  }

  private static Optional<String> some(boolean there, String value) {
    return there ? Optional.of(value) : Optional.empty();
  }

  private static String resourceType(Kind kind) {
    String collection = ScriptedXml.element(dav("collection"), "");
    return switch (kind) {
      case FOLDER -> collection;
      case PRINCIPAL -> collection + ScriptedXml.element(dav("principal"), "");
      case ADDRESS_BOOK -> collection + ScriptedXml.element(card("addressbook"), "");
      case CALENDAR -> collection + ScriptedXml.element(cal("calendar"), "");
    };
  }

  private static String privileges(boolean writable) {
    List<String> names = new ArrayList<>(List.of("read", "read-current-user-privilege-set"));
    if (writable) {
      names.addAll(List.of("write", "write-content", "write-properties", "bind", "unbind"));
    }
    StringBuilder all = new StringBuilder();
    for (String name : names) {
      String privilege = ScriptedXml.element(dav(name), "");
      all.append(ScriptedXml.element(dav("privilege"), privilege));
    }
    return all.toString();
  }

  private String reports(Kind kind) {
    List<QName> names = new ArrayList<>();
    if (quirks.syncCollection) {
      names.add(dav("sync-collection"));
    }
    if (kind == Kind.ADDRESS_BOOK) {
      names.addAll(List.of(card("addressbook-multiget"), card("addressbook-query")));
    } else if (kind == Kind.CALENDAR) {
      names.addAll(List.of(cal("calendar-multiget"), cal("calendar-query")));
    }
    StringBuilder all = new StringBuilder();
    for (QName name : names) {
      String report = ScriptedXml.element(dav("report"), ScriptedXml.element(name, ""));
      all.append(ScriptedXml.element(dav("supported-report"), report));
    }
    return all.toString();
  }

  private static String addressData(String version) {
    return ScriptedXml.element(
        card("address-data-type"), " content-type=\"text/vcard\" version=\"" + version + "\"", "");
  }

  private static String component(String name) {
    return ScriptedXml.element(cal("comp"), " name=\"" + name + "\"", "");
  }
}
