// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.testkit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import javax.xml.namespace.QName;

/**
 * One DAV:response of a multistatus.
 *
 * @param href as it is written, before escaping for XML
 * @param status the status of the resource itself, where it has one instead of properties
 * @param found the properties with status 200, each with its inner XML
 * @param missing the properties with status 404
 * @param more further XML at the end of the response, such as a DAV:error
 */
public record ScriptedEntry(
    String href,
    OptionalInt status,
    Map<QName, String> found,
    Map<QName, String> missing,
    String more) {

  public ScriptedEntry {
    // not Map.copyOf: the order of properties is the order in which they were asked for
    found = new LinkedHashMap<>(found);
    missing = new LinkedHashMap<>(missing);
  }

  /** An entry that says only a status, as 404 for what is gone. */
  public static ScriptedEntry status(String href, int status) {
    return new ScriptedEntry(href, OptionalInt.of(status), Map.of(), Map.of(), "");
  }

  /** An entry that says only an ETag, given with its quotes. */
  public static ScriptedEntry etag(String href, String etag) {
    Map<QName, String> found = Map.of(ScriptedNames.dav("getetag"), ScriptedXml.escape(etag));
    return new ScriptedEntry(href, OptionalInt.empty(), found, Map.of(), "");
  }

  public ScriptedEntry href(String other) {
    return new ScriptedEntry(other, status, found, missing, more);
  }

  public ScriptedEntry with(QName name, String innerXml) {
    ScriptedEntry copy = new ScriptedEntry(href, status, found, missing, more);
    copy.found.put(name, innerXml);
    return copy;
  }

  /** The property is neither found nor missing: not named at all. */
  public ScriptedEntry without(QName name) {
    ScriptedEntry copy = new ScriptedEntry(href, status, found, missing, more);
    copy.found.remove(name);
    copy.missing.remove(name);
    return copy;
  }

  ScriptedEntry more(String xml) {
    return new ScriptedEntry(href, status, found, missing, xml);
  }

  String xml() {
    StringBuilder inner =
        new StringBuilder(ScriptedXml.element(ScriptedNames.dav("href"), ScriptedXml.escape(href)));
    if (status.isPresent()) {
      inner.append(line(status.getAsInt()));
    } else {
      if (!found.isEmpty() || missing.isEmpty()) {
        inner.append(propstat(found, 200));
      }
      if (!missing.isEmpty()) {
        inner.append(propstat(missing, 404));
      }
    }
    return ScriptedXml.element(ScriptedNames.dav("response"), inner + more);
  }

  private static String propstat(Map<QName, String> properties, int status) {
    StringBuilder inner = new StringBuilder();
    properties.forEach((name, value) -> inner.append(ScriptedXml.element(name, value)));
    return ScriptedXml.element(
        ScriptedNames.dav("propstat"),
        ScriptedXml.element(ScriptedNames.dav("prop"), inner.toString()) + line(status));
  }

  private static String line(int status) {
    return ScriptedXml.element(
        ScriptedNames.dav("status"), "HTTP/1.1 " + status + " " + ScriptedWire.reason(status));
  }
}
