// Local KMS on one address: its own program listens on every one of the machine.
package main

import (
	"log"
	"net"
	"net/http"
	"os"

	"github.com/nsmithuk/local-kms/src"
	"github.com/nsmithuk/local-kms/src/config"
	"github.com/nsmithuk/local-kms/src/data"
)

// Arguments: the address to listen on and a folder for keys.
func main() {
	config.AWSAccountId = "111122223333"
	config.AWSRegion = "eu-west-1"
	database := data.NewDatabase(os.Args[2])
	defer database.Close()
	listener, err := net.Listen("tcp", os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	log.Fatal(http.Serve(listener, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		src.HandleRequest(w, r, database)
	})))
}
