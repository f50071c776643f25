// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.dav;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.apache.http.conn.ssl.DefaultHostnameVerifier;
import org.apache.http.conn.ssl.SSLConnectionSocketFactory;
import org.jspecify.annotations.Nullable;
import org.oneway.engine.store.StoreException;

/**
 * Which servers a TLS connection (RFC 8446) is made to: those whose certificate the machine trusts,
 * those that an own authority vouches for, or exactly one certificate. It is never switched off.
 */
public final class Trust {
  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};
  private final Optional<KeyStore> authorities;
  private final Optional<String> pin;
  private final KeyManager @Nullable [] keys;

  private Trust(
      Optional<KeyStore> authorities, Optional<String> pin, KeyManager @Nullable [] keys) {
    this.authorities = authorities;
    this.pin = pin;
    this.keys = keys;
  }

  /** What is wrong with a certificate. */
  public static final class NotTrusted extends CertificateException {
    private static final long serialVersionUID = 1L;
    private final transient X509Certificate certificate;

    NotTrusted(X509Certificate certificate, Throwable cause) {
      super(cause);
      this.certificate = certificate;
    }

    /** What a user is told: which certificate that is, and how to trust it. */
    public StoreException at(String place, String store) {
      boolean isOwn =
          certificate.getIssuerX500Principal().equals(certificate.getSubjectX500Principal());
      return new StoreException.Untrusted(
          "The certificate of %s is not trusted (%s%s, valid to %s, store \"%s\").\nSHA-256 %s"
              .formatted(
                  place,
                  isOwn ? "self-signed, " : "",
                  certificate.getSubjectX500Principal().getName(),
                  certificate.getNotAfter().toInstant().atOffset(ZoneOffset.UTC).toLocalDate(),
                  store,
                  HexFormat.ofDelimiter(":").withUpperCase().formatHex(hash(certificate))),
          "If you know this server, trust exactly this certificate: set  tls.pin-sha256  to that"
              + " SHA-256, or  tls.ca-file  to its authority");
    }
  }

  /**
   * Reads what is trusted.
   *
   * @param authorities a file of certificates in PEM that are trusted beside the machine's
   * @param pin the SHA-256 of the only certificate that is trusted, in hexadecimal
   * @param identity a PKCS #12 file with the client's own certificate
   * @param password opens it
   */
  public static Trust of(
      Optional<Path> authorities, Optional<String> pin, Optional<Path> identity, char[] password)
      throws IOException, GeneralSecurityException {
    return new Trust(
        authorities.isPresent() ? Optional.of(keyStore(authorities.get())) : Optional.empty(),
        pin.map(Trust::plainHex),
        identity.isPresent() ? keys(identity.get(), password) : null);
  }

  private static X509ExtendedTrustManager manager(Optional<KeyStore> store)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store.orElse(null));
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509ExtendedTrustManager known) {
        return known;
      }
    }
    throw new NoSuchAlgorithmException("no trust manager for X.509");
  }

  private static KeyStore keyStore(Path file) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (InputStream in = Files.newInputStream(file)) {
      Collection<? extends Certificate> all =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (all.isEmpty()) {
        throw new CertificateException("it holds no certificate");
      }
      int number = 0;
      for (Certificate certificate : all) {
        store.setCertificateEntry("authority-" + number++, certificate);
      }
    }
    return store;
  }

  private static KeyManager[] keys(Path file, char[] password)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, password);
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, password);
    return factory.getKeyManagers();
  }

  private static String plainHex(String text) {
    return text.replace(":", "").replace(" ", "").toLowerCase(Locale.ROOT);
  }

  /** Makes connections that are trusted in this way. */
  SSLConnectionSocketFactory sockets() throws GeneralSecurityException {
    // Who trusts exactly one certificate trusts it under any name.
    HostnameVerifier names =
        pin.isPresent() ? (host, session) -> true : new DefaultHostnameVerifier();
    return new SSLConnectionSocketFactory(context(), PROTOCOLS, null, names);
  }

  /**
   * What judges the certificates of servers; who uses it compares the name of the server with the
   * certificate, unless exactly one certificate is trusted.
   */
  public SSLContext context() throws GeneralSecurityException {
    List<X509ExtendedTrustManager> managers = new ArrayList<>();
    managers.add(manager(Optional.empty()));
    if (authorities.isPresent()) {
      managers.add(manager(authorities));
    }
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys, new TrustManager[] {new Judge(managers)}, null);
    return context;
  }

  private static byte[] hash(X509Certificate certificate) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One of our managers must agree; or, where one certificate is named, it must be that. */
  private final class Judge extends X509ExtendedTrustManager {
    private final List<X509ExtendedTrustManager> managers;

    Judge(List<X509ExtendedTrustManager> managers) {
      this.managers = managers;
    }

    private void judge(X509Certificate[] chain, Check check) throws CertificateException {
      if (pin.isPresent()) {
        if (!HexFormat.of().formatHex(hash(chain[0])).equals(pin.get())) {
          throw new NotTrusted(chain[0], new CertificateException("it is not the one expected"));
        }
        return;
      }
      CertificateException why = new CertificateException("nobody vouches for it");
      for (X509ExtendedTrustManager manager : managers) {
        try {
          check.by(manager);
          // A certificate that vouches for itself is not looked at for its dates by the JDK.
          chain[0].checkValidity();
          return;
        } catch (CertificateException e) {
          why = e;
        }
      }
      throw new NotTrusted(chain[0], why);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      judge(chain, manager -> manager.checkServerTrusted(chain, type));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      judge(chain, manager -> manager.checkServerTrusted(chain, type, socket));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      judge(chain, manager -> manager.checkServerTrusted(chain, type, engine));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      throw new CertificateException("no client connects to us");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      throw new CertificateException("no client connects to us");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      throw new CertificateException("no client connects to us");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  private interface Check {
    void by(X509ExtendedTrustManager manager) throws CertificateException;
  }
}
