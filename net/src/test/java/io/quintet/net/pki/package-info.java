/** Certificates for tests, also those of other modules. */
package io.quintet.net.pki;
