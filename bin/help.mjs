export const HELP = `Flowglass shows what is in AWS VPC Flow Logs.

  npm start                               start and open an empty or earlier store
  npm start -- FILE|FOLDER|GLOB ...       import these, then serve
  npm start -- cloudwatch:/GROUP          read this CloudWatch log group and follow it
  npm start -- s3://BUCKET/PREFIX         read the flow logs in this bucket and follow them
  npm start -- --demo                     import the bundled sample, then serve
  npm start -- --copy-to-clickhouse       copy the store to a ClickHouse server, then end

  --port N      port to listen on (default 4480; 0 picks a free one)
  --host NAME   address to listen on (default 127.0.0.1; any other needs FLOWGLASS_TOKEN)
  --since TIME  from when on sources are read: 7d (default), 12h, or a date
  --region NAME AWS Region of the sources (default: that of your AWS configuration)
  --data DIR    folder of the store (default ~/.local/share/flowglass)
  --help        this text

Environment: FLOWGLASS_HOST, FLOWGLASS_PORT, FLOWGLASS_DATA, FLOWGLASS_TOKEN, FLOWGLASS_ALLOWED_HOSTS;
FLOWGLASS_CLICKHOUSE_URL, _USER, _PASSWORD, _DATABASE, _CLUSTER, _CA: a ClickHouse server for the store (docs/cluster.md).`;
