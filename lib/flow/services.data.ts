/**
 * Well-known services, one a line: `port/transports name alias ...`. Transports are t (TCP), u (UDP), s (SCTP).
 * The first name is what engineers search for; IANA's own spelling follows as an alias where it differs.
 */
export const SERVICE_TABLE = `
1/t tcpmux
7/tu echo
9/tu discard
11/t systat
13/tu daytime
17/t qotd
19/tu chargen
20/t ftp-data
21/t ftp
22/t ssh sftp
23/t telnet
25/t smtp mail
37/tu time
43/t whois nicname
49/tu tacacs
53/tu dns domain
67/u dhcp bootps dhcp-server
68/u dhcp-client bootpc
69/u tftp
70/t gopher
79/t finger
80/tu http www
88/tu kerberos krb5
102/t iso-tsap s7comm
104/t dicom acr-nema
110/t pop3
111/tu rpcbind sunrpc portmapper
113/t ident auth
119/t nntp
123/u ntp
135/t msrpc epmap
137/u netbios-ns
138/u netbios-dgm
139/t netbios-ssn
143/t imap imap2
161/tu snmp
162/tu snmptrap snmp-trap
177/u xdmcp
179/t bgp
194/t irc
199/t smux
319/u ptp-event
320/u ptp-general
389/tu ldap
427/tu svrloc slp
443/tu https
444/t snpp
445/tu smb microsoft-ds cifs
464/tu kpasswd
465/t smtps submissions
500/u isakmp ike
502/t modbus mbap
512/t rexec exec
513/t rlogin login
514/t rsh shell
514/u syslog
515/t lpd printer
520/u rip route
521/u ripng
523/tu ibm-db2-discovery
540/t uucp
543/t klogin
544/t kshell
546/u dhcpv6-client
547/u dhcpv6 dhcpv6-server
548/t afp afpovertcp
554/tu rtsp
563/t nntps
587/t submission
593/t http-rpc-epmap
623/u ipmi asf-rmcp
631/tu ipp
636/tu ldaps
646/tu ldp
655/tu tinc
749/t kerberos-adm
830/t netconf netconf-ssh
853/tu dns-over-tls domain-s dot
860/t iscsi
873/t rsync
902/tu vmware-auth ideafarm-door
989/t ftps-data
990/t ftps
992/t telnets
993/t imaps
995/t pop3s
1080/t socks
1098/t rmiactivation
1099/t rmiregistry
1194/tu openvpn
1344/t icap
1352/t lotusnotes lotusnote
1414/t ibm-mq
1433/t mssql ms-sql-s
1434/u mssql-browser ms-sql-m
1494/t citrix-ica ica
1521/t oracle ncube-lm
1645/u radius-old
1646/u radius-acct-old
1701/u l2tp l2f
1720/t h323 h323hostcall
1723/t pptp
1812/tu radius
1813/tu radius-acct
1883/t mqtt
1900/u ssdp
1935/t rtmp macromedia-fcs
2000/t cisco-sccp
2049/tu nfs
2055/u netflow
2082/t cpanel infowave
2083/t cpanels radsec
2123/u gtp-c gtp-control
2152/u gtp-u gtp-user
2181/t zookeeper
2222/t ssh-alt ethernetip-1
2375/t docker
2376/t dockers docker-s
2377/t docker-swarm swarm
2379/t etcd etcd-client
2380/t etcd-server
2404/t iec-104
2427/u mgcp mgcp-gateway
2483/t oracle-ttc ttc
2484/t oracle-ttcs ttc-ssl
2638/t sybase sybaseanywhere
3050/t firebird gds-db
3128/t squid ndl-aas
3205/tu isns
3260/t iscsi-target
3268/t globalcatalog msft-gc
3269/t globalcatalogs msft-gc-ssl
3306/t mysql
3389/tu rdp ms-wbt-server
3478/tu stun turn
3493/t nut
3690/t svn subversion
3784/u bfd bfd-control
3868/ts diameter
4190/t sieve managesieve
4222/t nats
4317/t otlp
4318/t otlp-http
4369/t epmd
4444/t metasploit krb524
4460/t ntske
4500/u ipsec-nat-t ipsec-nat
4505/t salt-publish
4506/t salt-request
4567/t galera tram
4569/u iax
4646/t nomad
4739/tu ipfix
4786/t smart-install
4789/u vxlan
4899/t radmin radmin-port
5004/u rtp avt-profile-1
5005/u rtcp avt-profile-2
5044/t beats logstash
5060/tu sip
5061/tu sips sip-tls
5222/t xmpp xmpp-client
5269/t xmpp-server
5349/tu stuns turns
5351/u nat-pmp
5353/u mdns
5355/u llmnr
5357/t wsdapi
5432/t postgresql postgres
5439/t redshift
5500/t vnc-listen fcp-addr-srvr1
5555/t adb personal-agent
5601/t kibana esmagent
5666/t nrpe
5671/t amqps
5672/ts amqp rabbitmq
5683/u coap
5684/u coaps
5693/t ncpa
5800/t vnc-http
5900/t vnc rfb
5901/t vnc-1
5938/tu teamviewer
5984/t couchdb
5985/t winrm wsman
5986/t winrms wsmans
6000/t x11
6081/u geneve
6343/u sflow
6379/t redis
6443/t kube-apiserver kubernetes sun-sr-https
6514/tu syslog-tls
6633/t openflow-old
6653/t openflow
6660/t irc-6660
6667/t ircd ircu
6697/t ircs ircs-u
6881/tu bittorrent
7001/t weblogic afs3-callback
7077/t spark
7199/t cassandra-jmx
7474/t neo4j
7547/t cwmp tr-069
7687/t bolt
8000/t http-alt irdmi
8008/t http-alt
8009/t ajp ajp13
8042/t fs-agent
8080/t http-alt http-proxy webcache
8081/t http-alt sunproxyadmin
8086/t influxdb
8089/t splunkd
8118/t privoxy
8123/t clickhouse
8125/u statsd
8140/t puppet
8161/t activemq
8200/t vault
8291/t winbox
8300/t consul-rpc tmi
8301/tu consul-serf
8333/t bitcoin
8443/t https-alt pcsync-https
8472/u otv
8500/t consul
8530/t wsus
8531/t wsus-https
8545/t json-rpc
8600/tu consul-dns
8834/t nessus nessus-xmlrpc
8883/t mqtts secure-mqtt
8888/t http-alt ddi-tcp-1
9001/t tor-orport etlservicemgr
9042/t cassandra
9050/t tor-socks
9090/t prometheus websm
9091/t pushgateway
9092/t kafka
9093/t alertmanager
9094/t kafka-tls
9100/t node-exporter jetdirect pdl-datastream
9160/t cassandra-thrift
9200/t elasticsearch wap-wsp opensearch
9300/t elasticsearch-transport vrace
9389/t adws
9418/t git
9440/t clickhouse-tls
9443/t https-alt tungsten-https
9600/t logstash-api
9997/t splunk-forwarder
10000/t webmin ndmp
10050/t zabbix-agent
10051/t zabbix-trapper
10250/t kubelet
10256/t kube-proxy
10809/t nbd
11211/tu memcached memcache
11371/t hkp
15672/t rabbitmq-management
16379/t redis-cluster
18080/t spark-history
20000/t dnp3 dnp
25565/t minecraft
25672/t rabbitmq-cluster
26379/t redis-sentinel
27015/tu source-engine
27017/t mongodb mongod
27018/t mongodb-shard
27019/t mongodb-config
28015/t rethinkdb
30303/tu ethereum
31337/t back-orifice
33060/t mysqlx
47808/u bacnet
50000/t db2 ibm-db2
51820/u wireguard
`;
