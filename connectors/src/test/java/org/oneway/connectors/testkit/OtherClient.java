// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * Another program that uses a CardDAV or CalDAV server; it has no code in common with any
 * connector.
 */
public final class OtherClient {
  private static final int TRIES = 3;

  /** What a server keeps, and what that is called on the wire. */
  public enum Service {
    CONTACTS("carddav", "addressbook", "address-data", "text/vcard; charset=utf-8"),
    CALENDARS("caldav", "calendar", "calendar-data", "text/calendar; charset=utf-8");

    private final String name;
    private final String folder;
    private final String content;
    private final String type;

    Service(String name, String folder, String content, String type) {
      this.name = name;
      this.folder = folder;
      this.content = content;
      this.type = type;
    }

    /** The type of a store in a configuration. */
    public String storeType() {
      return name;
    }

    /** The property that holds what a member says. */
    public String content() {
      return content;
    }

    private String space() {
      return "urn:ietf:params:xml:ns:" + name;
    }
  }

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI server;
  private final String secret;
  private final Service service;

  /** One that uses address books. */
  public OtherClient(URI server, String username, String password) {
    this(server, username, password, Service.CONTACTS);
  }

  public OtherClient(URI server, String username, String password, Service service) {
    this.server = server;
    this.service = service;
    this.secret = Base64.getEncoder().encodeToString((username + ":" + password).getBytes(UTF_8));
  }

  /**
   * What a server says of a resource.
   *
   * @param path as the server spells it
   * @param properties by their local names; a resource type is the names of what it is
   */
  public record Resource(String path, Map<String, String> properties) {
    boolean is(String type) {
      return List.of(properties.getOrDefault("resourcetype", "").split(" ", -1)).contains(type);
    }
  }

  /** The resource and what is in it, in the server's order. */
  public List<Resource> list(String path) {
    return found(
        required(
            207,
            send(
                "PROPFIND",
                path,
                "<propfind xmlns='DAV:' xmlns:S='http://calendarserver.org/ns/'><prop>"
                    + "<resourcetype/><displayname/><getetag/><sync-token/><S:getctag/>"
                    + "</prop></propfind>",
                "application/xml")));
  }

  /** The address books, or calendars, in a home. */
  public List<Resource> books(String home) {
    return list(home).stream().filter(resource -> resource.is(service.folder)).toList();
  }

  /** The members of an address book or calendar by their paths. */
  public Map<String, Resource> cards(String book) {
    StringBuilder wanted = new StringBuilder();
    for (Resource resource : list(book)) {
      if (!resource.properties().getOrDefault("resourcetype", "").contains("collection")) {
        wanted.append("<D:href>").append(escaped(resource.path())).append("</D:href>");
      }
    }
    Map<String, Resource> cards = new TreeMap<>();
    if (!wanted.isEmpty()) {
      String body =
          "<%2$s-multiget xmlns='%1$s' xmlns:D='DAV:'><D:prop><D:getetag/><%3$s/></D:prop>%4$s</%2$s-multiget>"
              .formatted(service.space(), service.folder, service.content, wanted);
      found(required(207, send("REPORT", book, body, "application/xml")))
          .forEach(card -> cards.put(card.path(), card));
    }
    return cards;
  }

  private static String escaped(String path) {
    return path.replace("&", "&amp;").replace("<", "&lt;");
  }

  /** Whether the server still tells what changed since a token. */
  public boolean knows(String book, String token) {
    String body =
        "<sync-collection xmlns='DAV:'><sync-token>%s</sync-token><sync-level>1</sync-level><prop><getetag/></prop></sync-collection>"
            .formatted(token);
    return send("REPORT", book, body, "application/xml", "0").statusCode() == 207;
  }

  /** What is there; empty where nothing is. */
  public Optional<String> get(String path) {
    HttpResponse<String> reply = send("GET", path, "", "text/plain");
    return reply.statusCode() == 200 ? Optional.of(reply.body()) : Optional.empty();
  }

  /** Puts a member there, whatever there was. */
  public void put(String path, String card) {
    int status = send("PUT", path, card, service.type).statusCode();
    if (status != 200 && status != 201 && status != 204) {
      throw new AssertionError("the server answers " + status + " to PUT " + path + "\n" + card);
    }
  }

  /** What is not there any more is removed, too: some servers say so of what they have removed. */
  public void delete(String path) {
    int status = send("DELETE", path, "", "text/plain").statusCode();
    if (status != 200 && status != 204 && status != 404) {
      throw new AssertionError("the server answers " + status + " to DELETE " + path);
    }
  }

  /** Makes an address book or calendar of this name. */
  public void makeBook(String path, String name) {
    required(
        201,
        send(
            "MKCOL",
            path,
            "<mkcol xmlns='DAV:'><set><prop><resourcetype><collection/><%s xmlns='%s'/></resourcetype><displayname>%s</displayname></prop></set></mkcol>"
                .formatted(service.folder, service.space(), name),
            "application/xml"));
  }

  private static HttpResponse<String> required(int status, HttpResponse<String> reply) {
    if (reply.statusCode() != status) {
      throw new AssertionError(
          "the server answers %d to %s\n%s"
              .formatted(reply.statusCode(), reply.request(), reply.body()));
    }
    return reply;
  }

  private HttpResponse<String> send(String method, String path, String body, String type) {
    return send(method, path, body, type, "1");
  }

  private HttpResponse<String> send(
      String method, String path, String body, String type, String depth) {
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve(path))
            .timeout(Duration.ofSeconds(20))
            .method(method, BodyPublishers.ofString(body))
            .header("Authorization", "Basic " + secret)
            .header("Content-Type", type)
            .header("Depth", depth)
            .build();
    for (int tries = 1; ; tries++) {
      try {
        return http.send(request, BodyHandlers.ofString(UTF_8));
      } catch (IOException e) {
        // The JDK takes a connection of HTTP/1.0 for kept; each request here may be sent again.
        if (tries == TRIES) {
          throw new AssertionError("no answer to " + request, e);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError(e);
      }
    }
  }

  private static List<Resource> found(HttpResponse<String> reply) {
    List<Resource> found = new ArrayList<>();
    for (Element response : within(document(reply.body()), "response")) {
      Map<String, String> properties = new LinkedHashMap<>();
      for (Element propstat : within(response, "propstat")) {
        if (text(propstat, "status").contains(" 200 ")) {
          within(propstat, "prop").stream()
              .flatMap(prop -> children(prop).stream())
              .forEach(property -> properties.put(property.getLocalName(), value(property)));
        }
      }
      found.add(new Resource(text(response, "href"), properties));
    }
    return found;
  }

  private static Element document(String xml) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      return factory
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(xml.getBytes(UTF_8)))
          .getDocumentElement();
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new AssertionError(xml, e);
    }
  }

  private static String value(Element property) {
    List<String> names = children(property).stream().map(Node::getLocalName).sorted().toList();
    return names.isEmpty() ? property.getTextContent() : String.join(" ", names);
  }

  private static String text(Element parent, String name) {
    return within(parent, name).stream()
        .findFirst()
        .map(Element::getTextContent)
        .orElse("")
        .strip();
  }

  private static List<Element> within(Element parent, String name) {
    return children(parent).stream().filter(child -> name.equals(child.getLocalName())).toList();
  }

  private static List<Element> children(Element parent) {
    List<Element> children = new ArrayList<>();
    for (Node at = parent.getFirstChild(); at != null; at = at.getNextSibling()) {
      if (at instanceof Element element) {
        children.add(element);
      }
    }
    return children;
  }
}
